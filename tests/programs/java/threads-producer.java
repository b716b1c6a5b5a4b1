import java.util.concurrent.*;

public class Producer {
    public static void main(String[] args) throws InterruptedException {
        BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(2);
        Thread producer = new Thread(() -> {
            try {
                for (int i = 1; i <= 5; i++) queue.put(i);
                queue.put(-1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        producer.start();
        int sum = 0;
        for (int next; (next = queue.take()) != -1;) sum += next;
        producer.join();
        System.out.println(sum);
        Thread failing = new Thread(() -> { throw new RuntimeException("in a thread"); }, "worker");
        failing.start();
        failing.join();
        System.out.println("main goes on");
    }
}
