import java.util.*;
import java.util.function.*;
import java.util.stream.*;

public class AllCollections {
    public static void main(String[] args) {
        List<String> names = new LinkedList<>(List.of("Eva", "Ada", "Bob"));
        Collections.sort(names);
        names.add(1, "Cleo");
        names.replaceAll(String::toUpperCase);
        System.out.println(names + " " + names.indexOf("BOB") + " " + Collections.max(names));
        Set<Integer> hashed = new HashSet<>(Arrays.asList(5, 3, 5, 1)), sorted = new TreeSet<>(Comparator.reverseOrder());
        sorted.addAll(hashed);
        hashed.retainAll(Set.of(1, 3));
        System.out.println(hashed + " " + sorted);
        TreeMap<String, List<Integer>> groups = new TreeMap<>();
        for (int i = 0; i < 6; i++) groups.computeIfAbsent(i % 2 == 0 ? "even" : "odd", key -> new ArrayList<>()).add(i);
        System.out.println(groups + " " + groups.firstKey() + " " + groups.floorKey("f") + " " + groups.descendingMap());
        for (var entry : groups.entrySet()) System.out.print(entry.getKey() + ":" + entry.getValue().size() + " ");
        System.out.println(groups.getOrDefault("none", List.of()));
        Deque<Integer> deque = new ArrayDeque<>();
        deque.offerFirst(1);
        deque.offerLast(2);
        deque.push(0);
        System.out.println(deque + " " + deque.peekLast() + " " + deque.pollFirst());
        Stack<Integer> stack = new Stack<>();
        stack.push(1);
        stack.push(2);
        System.out.println(stack + " " + stack.peek() + " " + stack.search(1));
        int[] numbers = {5, 2, 8};
        Arrays.sort(numbers);
        System.out.println(Arrays.toString(numbers) + Arrays.binarySearch(numbers, 8) + Arrays.stream(numbers).sum() + Arrays.asList(1, 2));
        Integer[] boxed = {3, 1, 2};
        Arrays.sort(boxed, Collections.reverseOrder());
        System.out.println(Arrays.toString(boxed) + Arrays.equals(new int[] {1}, new int[] {1}) + Arrays.hashCode(numbers));
        Iterator<String> iterator = names.iterator();
        while (iterator.hasNext()) if (iterator.next().startsWith("A")) iterator.remove();
        System.out.println(names + " " + Collections.frequency(List.of(1, 2, 1), 1) + " " + Collections.nCopies(2, "x"));
        System.out.println(Stream.of(1, 2, 3, 4).collect(Collectors.partitioningBy(n -> n > 2, Collectors.counting())));
        System.out.println(Stream.of("a", "bb", "cc").collect(Collectors.toMap(String::length, Function.identity(), (a, b) -> a + b)));
        BitSet bits = new BitSet();
        bits.set(1);
        bits.set(5);
        System.out.println(bits + " " + bits.cardinality());
        System.out.println(Stream.of("a", "b", "a").collect(Collectors.toMap(Function.identity(), String::length)));
    }
}
