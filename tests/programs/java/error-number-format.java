import java.util.*;

public class Parsing {
    static int parse(String text) {
        return Integer.parseInt(text);
    }

    public static void main(String[] args) {
        List<String> texts = Arrays.asList("42", "-7", "+3", "2147483647");
        texts.forEach(text -> System.out.println(parse(text)));
        try {
            parse("2147483648");
        } catch (NumberFormatException e) {
            System.out.println(e.getMessage());
        }
        Object object = "text";
        try {
            Integer number = (Integer) object;
        } catch (ClassCastException e) {
            System.out.println(e.getClass().getName());
        }
        try {
            Object[] objects = new String[1];
            objects[0] = 1;
        } catch (ArrayStoreException e) {
            System.out.println(e);
        }
        try {
            int[] negative = new int[-1];
        } catch (NegativeArraySizeException e) {
            System.out.println(e);
        }
        texts.stream().map(text -> text + "x").map(Parsing::parse).forEach(System.out::println);
    }
}
