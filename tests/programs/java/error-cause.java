class Loader {
    static void load(String name) {
        try {
            Integer.parseInt(name);
        } catch (NumberFormatException e) {
            throw new IllegalStateException("cannot load " + name, e);
        }
    }

    public static void main(String[] args) {
        try (AutoCloseable closing = () -> System.out.println("closed")) {
            load("12x");
        } catch (IllegalStateException e) {
            throw e;
        } catch (Exception e) {
            System.out.println("never");
        } finally {
            System.out.println("finally");
        }
    }
}
