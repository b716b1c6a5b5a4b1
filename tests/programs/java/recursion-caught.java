import java.util.*;
import java.util.stream.*;

public class Main {
    static class Node {
        Node next = this;

        @Override
        public String toString() {
            return "Node -> " + next;
        }
    }

    static class Loop {
        final List<Object> inside = new ArrayList<>(List.of(new Object[] {this}));

        @Override
        public int hashCode() {
            return inside.hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Loop loop && inside.equals(loop.inside);
        }
    }

    static boolean isEven(int n) {
        return n == 0 || isOdd(n - 1);
    }

    static boolean isOdd(int n) {
        return n != 0 && isEven(n - 1);
    }

    static int sumOf(Stream<Integer> numbers) {
        return numbers.map(n -> sumOf(Stream.of(n + 1))).reduce(0, Integer::sum);
    }

    static int later(int n) {
        Comparator<Integer> byItself = (a, b) -> later(a + b);
        return List.of(2, 1).stream().sorted(byItself).findFirst().get();
    }

    static void attempt(String name, Runnable task) {
        try {
            task.run();
            System.out.println(name + ": ended");
        } catch (StackOverflowError e) {
            System.out.println(name + ": " + e);
        }
    }

    public static void main(String[] args) {
        attempt("mutual", () -> isEven(-1));
        attempt("toString", () -> new Node().toString());
        attempt("hashCode", () -> new HashSet<>().add(new Loop()));
        attempt("equals", () -> new Loop().equals(new Loop()));
        attempt("a stream", () -> sumOf(Stream.of(1)));
        attempt("a comparator", () -> later(1));
        attempt("a list in itself", () -> {
            List<Object> list = new ArrayList<>();
            list.add(List.of(list));
            list.hashCode();
        });
        attempt("computeIfAbsent", () -> count(new HashMap<>(), 1));
        attempt("5,000 deep", () -> System.out.println(isEven(5_000)));
    }

    static int count(Map<Integer, Integer> memo, int n) {
        return memo.computeIfAbsent(n, key -> count(memo, key + 1));
    }
}
