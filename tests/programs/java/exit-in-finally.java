import java.util.function.IntSupplier;

public class ExitCodes {
    enum Code {
        OK(0), FAILED(42);
        final int number;
        Code(int number) { this.number = number; }
    }

    @SuppressWarnings("finally")
    static int hides() {
        try {
            throw new IllegalStateException("hidden by the return");
        } finally {
            return 7;
        }
    }

    public static void main(String[] args) throws Exception {
        System.out.println(hides());
        Thread daemon = new Thread(() -> {
            try { Thread.sleep(60_000); } catch (InterruptedException e) { }
        });
        daemon.setDaemon(true);
        daemon.start();
        IntSupplier code = () -> Code.valueOf("FAILED").number;
        try {
            Code.valueOf("failed");
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.print("no line end")));
        System.exit(code.getAsInt());
    }
}
