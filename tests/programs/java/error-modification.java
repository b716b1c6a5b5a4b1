import java.util.*;

public class Removing {
    public static void main(String[] args) {
        List<Integer> numbers = new ArrayList<>(List.of(1, 2, 3, 4));
        numbers.removeIf(n -> n % 2 == 0);
        System.out.println(numbers);
        for (Integer n : numbers) if (n == 1) numbers.remove(n);
        System.out.println(numbers);
        Iterator<Integer> it = new ArrayList<>(List.of(1, 2)).iterator();
        List.of(1).add(2);
    }
}
