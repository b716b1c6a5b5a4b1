import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.AtomicInteger;

public class Threads {
    static int unsafe = 0;

    static synchronized void add() { unsafe++; }

    public static void main(String[] args) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        List<Future<Integer>> futures = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            int n = i;
            futures.add(pool.submit(() -> n * n));
        }
        for (Future<Integer> future : futures) System.out.print(future.get() + " ");
        System.out.println();
        AtomicInteger hits = new AtomicInteger();
        CountDownLatch latch = new CountDownLatch(3);
        for (int i = 0; i < 3; i++) pool.execute(() -> { for (int k = 0; k < 1000; k++) { hits.incrementAndGet(); add(); } latch.countDown(); });
        latch.await();
        System.out.println(hits + " " + unsafe);
        pool.shutdown();
        System.out.println(pool.awaitTermination(5, TimeUnit.SECONDS));
        System.out.println(CompletableFuture.supplyAsync(() -> 20).thenCombine(CompletableFuture.supplyAsync(() -> 22), Integer::sum).get());
        try {
            CompletableFuture.supplyAsync(() -> { if (true) throw new IllegalStateException("inside"); return 1; }).get();
        } catch (ExecutionException e) {
            System.out.println(e.getCause().getMessage());
        }
    }
}
