import java.util.*;

public class Nulls {
    static class Node {
        int value;
        Node next;
    }

    public static void main(String[] args) {
        Node head = new Node();
        System.out.println(head.value);
        System.out.println(head.next.value);
    }
}
