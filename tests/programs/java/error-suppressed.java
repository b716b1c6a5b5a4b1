class Resource implements AutoCloseable {
    private final String name;

    Resource(String name) {
        this.name = name;
        System.out.println("open " + name);
    }

    void use() {
        throw new UnsupportedOperationException("use of " + name);
    }

    @Override
    public void close() {
        System.out.println("close " + name);
        throw new IllegalStateException("close of " + name);
    }
}

public class Resources {
    static int which() {
        try {
            return 1;
        } finally {
            System.out.println("finally before the return");
        }
    }

    public static void main(String[] args) {
        System.out.println(which());
        try (Resource a = new Resource("a"); Resource b = new Resource("b")) {
            b.use();
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            System.out.println(e.getMessage() + ", " + e.getSuppressed().length + " suppressed");
            throw new RuntimeException(e);
        }
    }
}
