public class Main {
    static int walk(int n) {
        return walk(n + 1) + 1;
    }

    public static void main(String[] args) throws InterruptedException {
        Thread walker = new Thread(() -> walk(0), "walker");
        walker.start();
        walker.join();
        System.out.println("main goes on");
    }
}
