import java.util.*;

public class Memory {
    static void fill() {
        List<long[]> all = new ArrayList<>();
        while (true) all.add(new long[50_000_000]);
    }

    public static void main(String[] args) {
        try {
            fill();
        } catch (OutOfMemoryError e) {
            System.out.println(e.getMessage());
        }
        System.out.println("goes on");
        int[] tooLarge = new int[Integer.MAX_VALUE];
    }
}
