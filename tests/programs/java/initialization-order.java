class Animal {
    String name;

    Animal(String name) {
        this.name = name;
        init();
    }

    void init() {
        System.out.println("animal " + name);
    }
}

class Dog extends Animal {
    static {
        System.out.println("static Dog");
    }

    int legs = 4;

    {
        System.out.println("instance, legs " + legs);
    }

    Dog() {
        super("dog");
        System.out.println("Dog, legs " + legs);
    }

    @Override
    void init() {
        System.out.println("dog legs " + legs);
    }
}

class Main {
    static class Boom {
        static int value = 1 / 0;
    }

    static int finished() {
        try {
            return 1;
        } finally {
            System.out.println("finally");
        }
    }

    public static void main(String... args) {
        Animal animal = new Dog();
        System.out.println(finished() + " " + (animal instanceof Dog));
        try {
            System.out.println(Boom.value);
        } catch (ExceptionInInitializerError error) {
            System.out.println(error.getCause());
        }
        try {
            System.out.println(Boom.value);
        } catch (NoClassDefFoundError error) {
            System.out.println(error.getMessage());
        }
        int[] negative = new int[-1];
    }
}
