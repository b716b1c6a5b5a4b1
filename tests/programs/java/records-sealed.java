import java.util.*;

sealed interface Shape permits Circle, Rectangle {}
record Circle(double radius) implements Shape {}
record Rectangle(double width, double height) implements Shape {
    Rectangle {
        if (width < 0) throw new IllegalArgumentException("negative width: " + width);
    }
    static Rectangle square(double side) { return new Rectangle(side, side); }
}

public class Shapes {
    static double area(Shape shape) {
        if (shape instanceof Circle c) return Math.PI * c.radius() * c.radius();
        if (shape instanceof Rectangle r) return r.width() * r.height();
        throw new AssertionError();
    }

    public static void main(String[] args) {
        for (Shape shape : List.of(new Circle(1), Rectangle.square(2))) System.out.println(shape + " " + area(shape));
        System.out.println(new Circle(2).equals(new Circle(2)));
        try {
            new Rectangle(-1, 2);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
    }
}
