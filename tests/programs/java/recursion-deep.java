import java.util.*;
import java.util.function.Function;

public class Main {
    record Node(int value, Node next) {}

    static int length(Node node) {
        return node == null ? 0 : 1 + length(node.next());
    }

    static Node reverse(Node node, Node done) {
        return node == null ? done : reverse(node.next(), new Node(node.value(), done));
    }

    static void visit(Map<Integer, List<Integer>> graph, int at, Set<Integer> seen) {
        if (!seen.add(at)) return;
        for (int next : graph.getOrDefault(at, List.of())) visit(graph, next, seen);
    }

    static Function<Integer, Integer> factory;

    static int inThread;

    static int deep(int n) {
        return n == 0 ? 0 : 1 + deep(n - 1);
    }

    public static void main(String[] args) throws InterruptedException {
        Node list = null;
        for (int i = 0; i < 5_000; i++) list = new Node(i, list);
        System.out.println(length(list) + " " + reverse(list, null).value());

        Map<Integer, List<Integer>> graph = new HashMap<>();
        for (int i = 0; i < 5_000; i++) graph.put(i, List.of(i + 1, 0));
        Set<Integer> seen = new HashSet<>();
        visit(graph, 0, seen);
        System.out.println(seen.size());

        factory = n -> n == 0 ? 0 : 1 + factory.apply(n - 1);
        System.out.println(factory.apply(3_000));

        Thread large = new Thread(null, () -> inThread = deep(200_000), "large", 256L << 20); // its own stack
        large.start();
        large.join();
        System.out.println(inThread);
    }
}
