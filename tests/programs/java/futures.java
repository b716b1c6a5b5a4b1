import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;
import java.util.stream.*;

public class Futures {
    private final Lock lock = new ReentrantLock();
    private final Condition isFull = lock.newCondition();
    private String item;

    void put(String value) {
        lock.lock();
        try {
            item = value;
            isFull.signalAll();
        } finally {
            lock.unlock();
        }
    }

    String take() throws InterruptedException {
        lock.lock();
        try {
            while (item == null) isFull.await();
            return item;
        } finally {
            lock.unlock();
        }
    }

    public static void main(String[] args) throws Exception {
        Futures box = new Futures();
        CompletableFuture<String> taken = CompletableFuture.supplyAsync(() -> {
            try {
                return box.take();
            } catch (InterruptedException e) {
                throw new CompletionException(e);
            }
        });
        box.put("parcel");
        System.out.println(taken.thenApply(String::toUpperCase).join());
        List<CompletableFuture<Integer>> all = IntStream.range(0, 5).mapToObj(i -> CompletableFuture.supplyAsync(() -> i * i)).toList();
        CompletableFuture.allOf(all.toArray(new CompletableFuture[0])).join();
        System.out.println(all.stream().map(CompletableFuture::join).toList());
        ExecutorService pool = Executors.newFixedThreadPool(3);
        List<Callable<String>> calls = List.of(() -> "a", () -> "b", () -> "c");
        for (Future<String> future : pool.invokeAll(calls)) System.out.print(future.get());
        System.out.println();
        ConcurrentHashMap<String, Integer> counts = new ConcurrentHashMap<>();
        LongAdder adder = new LongAdder();
        for (int i = 0; i < 100; i++) pool.submit(() -> { counts.merge("key", 1, Integer::sum); adder.increment(); });
        pool.shutdown();
        System.out.println(pool.awaitTermination(30, TimeUnit.SECONDS) + " " + counts + " " + adder);
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        System.out.println(timer.schedule(() -> "later", 10, TimeUnit.MILLISECONDS).get());
        timer.shutdownNow();
        ThreadLocal<Integer> local = ThreadLocal.withInitial(() -> 7);
        local.set(8);
        Thread other = new Thread(() -> System.out.println("local " + local.get() + " " + Thread.currentThread().getName()));
        other.setName("other");
        other.start();
        other.join();
        System.out.println(CompletableFuture.supplyAsync(() -> 1 / (args.length * 0)).handle((value, error) -> String.valueOf(error)).join());
        CompletableFuture<String> failed = new CompletableFuture<>();
        failed.completeExceptionally(new IllegalArgumentException("given up"));
        failed.get();
    }
}
