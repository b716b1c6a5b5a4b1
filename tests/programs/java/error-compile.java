public class Wrong {
    public static void main(String[] args) {
        int count = "five";
        System.out.println(cuont)
    }
}
