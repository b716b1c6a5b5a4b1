import java.util.*;

public class Tasks {
    enum Level { LOW, HIGH }

    static class Task implements Comparable<Task> {
        final String name;
        final Level level;
        final int minutes;

        Task(String name, Level level, int minutes) {
            this.name = name;
            this.level = level;
            this.minutes = minutes;
        }

        @Override
        public int compareTo(Task other) {
            return Integer.compare(minutes, other.minutes);
        }

        @Override
        public String toString() {
            return String.format("%-6s %4s %3d", name, level, minutes);
        }
    }

    static int[] topK(int[] numbers, int k) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int n : numbers) counts.merge(n, 1, Integer::sum);
        PriorityQueue<Map.Entry<Integer, Integer>> heap = new PriorityQueue<>(Map.Entry.comparingByValue());
        for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
            heap.offer(entry);
            if (heap.size() > k) heap.poll();
        }
        return heap.stream().mapToInt(Map.Entry::getKey).sorted().toArray();
    }

    public static void main(String[] args) {
        PriorityQueue<Task> queue = new PriorityQueue<>();
        queue.add(new Task("write", Level.LOW, 30));
        queue.add(new Task("call", Level.HIGH, 5));
        queue.add(new Task("read", Level.LOW, 10));
        List<Task> byLevel = new ArrayList<>(queue);
        while (!queue.isEmpty()) System.out.println(queue.poll());
        byLevel.sort(Comparator.comparing((Task t) -> t.level).reversed().thenComparing(t -> t.name));
        System.out.println(byLevel);
        System.out.println(Arrays.toString(topK(new int[] {1, 1, 1, 2, 2, 3}, 2)));
        PriorityQueue<Object> mixed = new PriorityQueue<>();
        mixed.add(1);
        mixed.add("one");
    }
}
