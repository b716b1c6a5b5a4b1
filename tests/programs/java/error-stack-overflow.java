public class Deep {
    static int depth(int n) {
        return depth(n + 1) + 1;
    }

    public static void main(String[] args) {
        System.out.println("start");
        System.out.println(depth(0));
    }
}
