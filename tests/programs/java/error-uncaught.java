import java.util.*;

public class Calculator {
    static int divide(int a, int b) {
        return a / b;
    }

    public static void main(String[] args) {
        System.out.println(divide(6, 3));
        System.out.println(divide(1, 0));
    }
}
