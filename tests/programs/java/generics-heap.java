import java.util.*;

class MinHeap<T extends Comparable<? super T>> {
    private final List<T> items = new ArrayList<>();

    void push(T item) {
        items.add(item);
        for (int i = items.size() - 1; i > 0 && items.get(i).compareTo(items.get((i - 1) / 2)) < 0; i = (i - 1) / 2) Collections.swap(items, i, (i - 1) / 2);
    }

    T pop() {
        T top = items.get(0);
        T last = items.remove(items.size() - 1);
        if (!items.isEmpty()) {
            items.set(0, last);
            for (int i = 0; ; ) {
                int least = i;
                for (int child = 2 * i + 1; child <= 2 * i + 2 && child < items.size(); child++)
                    if (items.get(child).compareTo(items.get(least)) < 0) least = child;
                if (least == i) break;
                Collections.swap(items, i, least);
                i = least;
            }
        }
        return top;
    }

    boolean isEmpty() { return items.isEmpty(); }
}

class Test {
    public static void main(String[] args) {
        MinHeap<String> heap = new MinHeap<>();
        for (String word : "pear fig apple kiwi".split(" ")) heap.push(word);
        while (!heap.isEmpty()) System.out.print(heap.pop() + " ");
        System.out.println();
        PriorityQueue<int[]> queue = new PriorityQueue<>((a, b) -> Integer.compare(b[1], a[1]));
        queue.add(new int[] {1, 5});
        queue.add(new int[] {2, 9});
        System.out.println(queue.poll()[0]);
    }
}
