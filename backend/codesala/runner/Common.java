// Never runs: it makes the compiler load what most programs need of it. See `with_archive` in java.py.
import java.util.*;
import java.util.function.*;
import java.util.stream.*;

public class Common<T extends Comparable<T>> {
    enum Kind { A, B }
    record Pair<L, R>(L left, R right) {}
    sealed interface Shape permits Circle, Square {}
    record Circle(double radius) implements Shape {}
    record Square(double side) implements Shape {}
    private final List<T> items = new ArrayList<>();
    int count(Object of) throws Exception {
        int sum = 0;
        for (T item : items) {
            sum += of instanceof String text ? text.length() : switch (Kind.A) { case A -> 1; case B -> 2; };
        }
        try {
            if (sum++ > 2) throw new IllegalStateException("n" + sum);
        } catch (RuntimeException e) {
            sum--;
        } finally {
            sum++;
        }
        Function<Integer, Integer> twice = (x) -> x * 2;
        int[] numbers = {1, 2};
        while (numbers[0] < 9) numbers[0]++;
        synchronized (this) { return twice.apply(sum) + numbers.length; }
    }
    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        Map<String, List<Integer>> by = Stream.of(1, 2).collect(Collectors.groupingBy(Object::toString));
        Runnable print = new Runnable() { public void run() { System.out.printf("%s%n", by); } };
        print.run();
    }
}
