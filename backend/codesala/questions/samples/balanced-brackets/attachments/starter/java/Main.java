import java.util.*;

public class Main {
    /** The position at which it is clear that the line is not balanced, or -1. */
    static int firstFault(String line) {
        return -1;
    }

    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        int fault = firstFault(in.hasNextLine() ? in.nextLine() : "");
        System.out.println(fault < 0 ? "balanced" : String.valueOf(fault));
    }
}
