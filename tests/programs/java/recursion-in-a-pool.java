import java.util.*;
import java.util.concurrent.*;

public class Main {
    static String show(Object of) {
        return "[" + String.join(",", List.of(of).stream().map(Main::show).toList()) + "]";
    }

    public static void main(String[] args) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        Future<String> answer = pool.submit(() -> show("x"));
        try {
            answer.get();
        } catch (ExecutionException e) {
            System.out.println(e.getCause());
        }
        pool.shutdown();
        System.out.println(pool.awaitTermination(1, TimeUnit.SECONDS));
        try {
            CompletableFuture.supplyAsync(() -> show("y")).join();
        } catch (CompletionException e) {
            System.out.println(e.getMessage());
        }
        show("z");
    }
}
