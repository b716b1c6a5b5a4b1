public class Exit {
    public static void main(String[] args) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
        System.err.println("failing");
        try {
            System.exit(3);
        } finally {
            System.out.println("never");
        }
    }
}
