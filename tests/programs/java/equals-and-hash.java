import java.util.*;

class Point {
    final int x, y;

    Point(int x, int y) {
        this.x = x;
        this.y = y;
    }

    @Override
    public boolean equals(Object o) {
        if (this == o) return true;
        if (!(o instanceof Point)) return false;
        Point other = (Point) o;
        return x == other.x && y == other.y;
    }

    @Override
    public int hashCode() {
        return Objects.hash(x, y);
    }

    @Override
    public String toString() {
        return "(" + x + ", " + y + ")";
    }
}

class Named extends Point implements Cloneable {
    static { System.out.println("Named is loaded"); }
    { System.out.println("a Named is made"); }
    protected String name = "none";

    Named(String name) {
        super(1, 2);
        this.name = name;
    }

    @Override
    public Named clone() throws CloneNotSupportedException {
        return (Named) super.clone();
    }
}

public final class Points {
    static String kind(Object o) { return "object"; }
    static String kind(String s) { return "string"; }
    static String kind(int i) { return "int"; }
    static String kind(Integer i) { return "Integer"; }
    static String kind(Object... all) { return "many " + all.length; }

    static void change(int n, int[] array, StringBuilder text) {
        n = 9;
        array[0] = 9;
        text.append("!");
    }

    public static void main(String[] args) throws Exception {
        Set<Point> points = new LinkedHashSet<>(List.of(new Point(1, 2), new Point(3, 4)));
        System.out.println(points.add(new Point(1, 2)) + " " + points + " " + new Point(1, 2).hashCode());
        Named named = new Named("here");
        Named copy = named.clone();
        copy.name = "there";
        System.out.println(named.name + copy.name + named.equals(copy) + (named == copy) + copy);
        System.out.println(kind("s") + kind(1) + kind((Integer) 1) + kind('c') + kind(1L) + kind(1, 2) + kind());
        int n = 1;
        int[] array = {1};
        StringBuilder text = new StringBuilder("text");
        change(n, array, text);
        System.out.println(n + " " + array[0] + " " + text);
        int i = 5;
        i = i++ + ++i;
        System.out.println(i + " " + (5 & 3 | 8 ^ 2) + " " + (i > 3 ? "more" : "less") + " " + 7 / 2 + 7 % 2 + 7 / 2.0);
        final String missing = null;
        System.out.println(missing + "x" + Optional.ofNullable(missing).map(String::length).orElse(-1));
        Objects.requireNonNull(missing, "missing is null");
    }
}
