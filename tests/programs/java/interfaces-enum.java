import java.util.*;
import java.util.function.*;

interface Greeter {
    String name();
    default String greet() { return "Hello, " + name(); }
    static Greeter of(String name) { return () -> name; }
}

enum Op implements IntBinaryOperator {
    ADD("+") { public int applyAsInt(int a, int b) { return a + b; } },
    MUL("*") { public int applyAsInt(int a, int b) { return a * b; } };
    final String sign;
    Op(String sign) { this.sign = sign; }
}

abstract class Animal {
    static int count;
    { count++; }
    abstract String sound();
    @Override public String toString() { return getClass().getSimpleName() + " says " + sound(); }
}

public class Types {
    public static void main(String[] args) {
        System.out.println(Greeter.of("Ana").greet());
        for (Op op : Op.values()) System.out.println(op + " " + op.sign + " " + op.applyAsInt(3, 4) + " " + op.ordinal());
        class Dog extends Animal { String sound() { return "woof"; } }
        System.out.println(new Dog() + " " + new Animal() { String sound() { return "?"; } }.sound() + " " + Animal.count);
        EnumMap<Op, Integer> map = new EnumMap<>(Map.of(Op.MUL, 1, Op.ADD, 2));
        System.out.println(map);
        Supplier<List<String>> make = ArrayList::new;
        Function<Integer, Function<Integer, Integer>> add = x -> y -> x + y;
        System.out.println(make.get() + " " + add.apply(1).apply(2) + " " + Optional.empty().isPresent());
    }
}
