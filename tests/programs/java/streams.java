import java.util.*;
import java.util.function.Function;
import java.util.stream.*;

public class Streams {
    record Employee(String name, String team, int salary) {}

    public static void main(String[] args) {
        var all = List.of(new Employee("Ana", "dev", 5000), new Employee("Bob", "ops", 4000), new Employee("Cid", "dev", 6000));
        System.out.println(all.stream().collect(Collectors.groupingBy(Employee::team, TreeMap::new, Collectors.averagingInt(Employee::salary))));
        System.out.println(all.stream().sorted(Comparator.comparingInt(Employee::salary).reversed()).map(Employee::name).toList());
        System.out.println(all.stream().max(Comparator.comparing(Employee::salary)).orElseThrow());
        System.out.println(Stream.of("a b", "c").flatMap(s -> Arrays.stream(s.split(" "))).collect(Collectors.joining(",", "<", ">")));
        System.out.println("mississippi".chars().mapToObj(c -> (char) c).collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting())));
        System.out.println(IntStream.rangeClosed(1, 5).summaryStatistics());
        System.out.println(Stream.iterate(1, x -> x * 2).limit(8).reduce(0, Integer::sum));
        System.out.println(IntStream.range(0, 1000).parallel().filter(i -> i % 7 == 0).count());
    }
}
