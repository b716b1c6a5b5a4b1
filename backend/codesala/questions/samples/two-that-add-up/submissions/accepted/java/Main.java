import java.util.*;

public class Main {
    /** Positions of two numbers whose sum is the target, or null. */
    static int[] positions(int[] numbers, int target) {
        Map<Integer, Integer> seen = new HashMap<>();
        for (int position = 0; position < numbers.length; position++) {
            Integer before = seen.get(target - numbers[position]);
            if (before != null) return new int[] {before, position};
            seen.putIfAbsent(numbers[position], position);
        }
        return null;
    }

    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        int target = Integer.parseInt(in.nextLine().trim());
        int[] numbers = Arrays.stream(in.nextLine().trim().split("\\s+")).mapToInt(Integer::parseInt).toArray();
        int[] found = positions(numbers, target);
        System.out.println(found == null ? "none" : found[0] + " " + found[1]);
    }
}
