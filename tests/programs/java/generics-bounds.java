import java.util.*;
import java.util.function.*;

interface Repository<T, ID> {
    Optional<T> find(ID id);
    List<T> all();
    default long count() { return all().size(); }
}

record User(int id, String name) {}

class InMemory<T, ID extends Comparable<ID>> implements Repository<T, ID> {
    private final SortedMap<ID, T> items = new TreeMap<>();
    private final Function<? super T, ? extends ID> idOf;

    InMemory(Function<? super T, ? extends ID> idOf) { this.idOf = idOf; }

    void save(T item) { items.put(idOf.apply(item), item); }
    @Override public Optional<T> find(ID id) { return Optional.ofNullable(items.get(id)); }
    @Override public List<T> all() { return List.copyOf(items.values()); }
}

abstract class Animal {
    abstract String sound();
}

class Dog extends Animal { String sound() { return "woof"; } }
class Cat extends Animal { String sound() { return "meow"; } }

public class Generics {
    static double sum(Collection<? extends Number> numbers) {
        double total = 0;
        for (Number number : numbers) total += number.doubleValue();
        return total;
    }

    static <T extends Comparable<T>> T max(List<T> list) {
        T best = list.get(0);
        for (T item : list) if (item.compareTo(best) > 0) best = item;
        return best;
    }

    static void fill(List<? super Dog> animals) { animals.add(new Dog()); }

    static <A, B, C> Function<A, C> compose(Function<A, B> f, Function<B, C> g) { return a -> g.apply(f.apply(a)); }

    public static void main(String[] args) {
        InMemory<User, Integer> users = new InMemory<>(User::id);
        users.save(new User(2, "Bob"));
        users.save(new User(1, "Ana"));
        System.out.println(users.all() + " " + users.count() + " " + users.find(3).map(User::name).orElse("nobody"));
        System.out.println(sum(List.of(1, 2.5, 3L)) + " " + max(List.of("pear", "zebra", "apple")));
        List<Animal> animals = new ArrayList<>(List.of(new Cat()));
        fill(animals);
        animals.forEach(animal -> System.out.print(animal.getClass().getSimpleName() + " says " + animal.sound() + "; "));
        System.out.println();
        System.out.println(compose((String s) -> s.length(), n -> n * n).apply("four"));
        BiFunction<Integer, Integer, Integer> add = Integer::sum;
        Predicate<String> isShort = s -> s.length() < 4;
        UnaryOperator<String> shout = s -> s + "!";
        System.out.println(add.andThen(n -> n * 2).apply(1, 2) + " " + isShort.negate().test("long") + " " + shout.apply("hey"));
        List raw = new ArrayList();
        raw.add(1);
        List<String> strings = raw;
        String first = strings.get(0);
    }
}
