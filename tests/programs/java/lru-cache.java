import java.util.*;

class LRUCache<K, V> extends LinkedHashMap<K, V> {
    private final int capacity;

    LRUCache(int capacity) {
        super(16, 0.75f, true);
        this.capacity = capacity;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > capacity;
    }
}

class ByHand {
    private static class Node {
        int key, value;
        Node previous, next;
        Node(int key, int value) { this.key = key; this.value = value; }
    }

    private final int capacity;
    private final Map<Integer, Node> nodes = new HashMap<>();
    private final Node head = new Node(0, 0), tail = new Node(0, 0);

    ByHand(int capacity) {
        this.capacity = capacity;
        head.next = tail;
        tail.previous = head;
    }

    public int get(int key) {
        Node node = nodes.get(key);
        if (node == null) return -1;
        remove(node);
        insert(node);
        return node.value;
    }

    public void put(int key, int value) {
        if (nodes.containsKey(key)) remove(nodes.get(key));
        if (nodes.size() == capacity && !nodes.containsKey(key)) {
            nodes.remove(tail.previous.key);
            remove(tail.previous);
        }
        Node node = new Node(key, value);
        nodes.put(key, node);
        insert(node);
    }

    private void remove(Node node) {
        node.previous.next = node.next;
        node.next.previous = node.previous;
    }

    private void insert(Node node) {
        node.next = head.next;
        node.previous = head;
        head.next.previous = node;
        head.next = node;
    }
}

public class Solution {
    public static void main(String[] args) {
        LRUCache<String, Integer> cache = new LRUCache<>(2);
        cache.put("a", 1);
        cache.put("b", 2);
        cache.get("a");
        cache.put("c", 3);
        System.out.println(cache + " " + cache.containsKey("b"));
        ByHand own = new ByHand(2);
        own.put(1, 1);
        own.put(2, 2);
        System.out.println(own.get(1));
        own.put(3, 3);
        System.out.println(own.get(2) + " " + own.get(3));
        assert own.get(1) == 2 : "assertions are off unless asked for";
    }
}
