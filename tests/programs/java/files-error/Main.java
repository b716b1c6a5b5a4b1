public class Main {
    public static void main(String[] args) {
        System.out.println(Parser.parse("1"));
        System.out.println(Parser.parse("x"));
    }
}
