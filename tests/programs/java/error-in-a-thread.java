public class Workers {
    static class Counter {
        private int count;
        synchronized void increment() { count++; }
        int get() { return count; }
    }

    static void fail() {
        throw new IllegalStateException("in a thread");
    }

    public static void main(String[] args) throws InterruptedException {
        Counter counter = new Counter();
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                for (int k = 0; k < 1000; k++) counter.increment();
            }, "worker-" + i);
            threads[i].start();
        }
        for (Thread thread : threads) thread.join();
        System.out.println(counter.get());
        Thread failing = new Thread(Workers::fail, "failing");
        failing.start();
        failing.join();
        System.out.println("main goes on, " + failing.getState());
    }
}
