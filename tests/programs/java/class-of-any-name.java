import java.util.*;
import java.util.stream.*;

interface Observer { void update(String event); }

class EventBus {
    private final Map<String, List<Observer>> observers = new LinkedHashMap<>();

    EventBus on(String event, Observer observer) {
        observers.computeIfAbsent(event, name -> new ArrayList<>()).add(observer);
        return this;
    }

    void emit(String event) {
        observers.getOrDefault(event, Collections.emptyList()).forEach(observer -> observer.update(event));
    }
}

class Singleton {
    private static volatile Singleton instance;
    private Singleton() { System.out.println("made once"); }
    static Singleton get() {
        if (instance == null) synchronized (Singleton.class) { if (instance == null) instance = new Singleton(); }
        return instance;
    }
}

class Builder {
    private final StringBuilder parts = new StringBuilder();
    private String from;
    Builder select(String... columns) { parts.append("SELECT ").append(String.join(", ", columns)); return this; }
    Builder from(String table) { from = table; return this; }
    String build() { return parts + " FROM " + from; }
}

@FunctionalInterface
interface Command { int run(int value); }

class Outer {
    private int secret = 42;
    class Inner { int peek() { return secret++; } }
    static class Nested { static final String NAME = "nested"; }
}

class ÑandúDemo_1 {
    public static void main(final String[] args) {
        new EventBus().on("save", event -> System.out.println("log " + event)).on("save", System.out::println).emit("save");
        System.out.println(Singleton.get() == Singleton.get());
        System.out.println(new Builder().select("id", "name").from("users").build());
        Map<String, Command> commands = Map.of("double", n -> n * 2);
        System.out.println(commands.get("double").run(21));
        Outer outer = new Outer();
        Outer.Inner inner = outer.new Inner();
        System.out.println(inner.peek() + inner.peek() + Outer.Nested.NAME);
        Runnable task = new Runnable() {
            int count = 0;
            @Override public void run() { System.out.println(getClass().getName() + " " + ++count); }
        };
        task.run();
        System.out.println(ÑandúDemo_1.class.getSimpleName());
        throw new Error("of any name");
    }
}
