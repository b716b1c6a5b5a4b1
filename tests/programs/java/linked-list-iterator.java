import java.util.Iterator;
import java.util.NoSuchElementException;

class SinglyLinkedList<T> implements Iterable<T> {
    private class Node {
        final T value;
        Node next;
        Node(T value) { this.value = value; }
    }

    private Node head, last;
    private int size;

    @SafeVarargs
    static <T> SinglyLinkedList<T> of(T... values) {
        SinglyLinkedList<T> list = new SinglyLinkedList<>();
        for (T value : values) list.add(value);
        return list;
    }

    void add(T value) {
        Node node = new Node(value);
        if (head == null) head = node;
        else last.next = node;
        last = node;
        size++;
    }

    void reverse() {
        Node before = null;
        last = head;
        for (Node at = head; at != null; ) {
            Node next = at.next;
            at.next = before;
            before = at;
            at = next;
        }
        head = before;
    }

    @Override
    public Iterator<T> iterator() {
        return new Iterator<>() {
            private Node at = head;
            public boolean hasNext() { return at != null; }
            public T next() {
                if (at == null) throw new NoSuchElementException("the list has " + size + " elements");
                T value = at.value;
                at = at.next;
                return value;
            }
        };
    }
}

public class LinkedLists {
    public static void main(String[] args) {
        SinglyLinkedList<String> list = SinglyLinkedList.of("one", "two", "three");
        list.reverse();
        for (String value : list) System.out.print(value + " -> ");
        System.out.println("null");
        Iterator<String> iterator = list.iterator();
        for (int i = 0; i < 4; i++) System.out.println(iterator.next());
    }
}
