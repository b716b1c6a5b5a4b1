import java.util.*;

public class Courses {
    static List<Integer> order(int n, int[][] edges) {
        List<List<Integer>> next = new ArrayList<>();
        for (int i = 0; i < n; i++) next.add(new ArrayList<>());
        int[] degree = new int[n];
        for (int[] edge : edges) {
            next.get(edge[1]).add(edge[0]);
            degree[edge[0]]++;
        }
        Deque<Integer> ready = new ArrayDeque<>();
        for (int i = 0; i < n; i++) if (degree[i] == 0) ready.add(i);
        List<Integer> done = new ArrayList<>();
        while (!ready.isEmpty()) {
            int at = ready.poll();
            done.add(at);
            for (int to : next.get(at)) if (--degree[to] == 0) ready.add(to);
        }
        return done.size() == n ? done : List.of();
    }

    public static void main(String[] args) {
        System.out.println(order(4, new int[][] {{1, 0}, {2, 0}, {3, 1}, {3, 2}}));
        System.out.println(order(2, new int[][] {{1, 0}, {0, 1}}));
    }
}
