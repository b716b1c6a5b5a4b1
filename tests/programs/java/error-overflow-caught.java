import java.util.*;

public class Recursion {
    static int calls;

    static void endless() {
        calls++;
        endless();
    }

    static long fibonacci(int n, Map<Integer, Long> memo) {
        if (n < 2) return n;
        if (memo.containsKey(n)) return memo.get(n);
        long value = fibonacci(n - 1, memo) + fibonacci(n - 2, memo);
        memo.put(n, value);
        return value;
    }

    static int sum(int n) {
        return n == 0 ? 0 : n + sum(n - 1);
    }

    public static void main(String[] args) {
        try {
            endless();
        } catch (StackOverflowError e) {
            System.out.println(e + " in " + e.getStackTrace()[0].getMethodName() + ", deep: " + (calls > 5000));
        }
        System.out.println(fibonacci(90, new HashMap<>()) + " " + sum(5000));
    }
}
