import java.util.Scanner;

public class Main {
    public static void main(String[] args) {
        Scanner scanner = new Scanner(System.in);
        while (scanner.hasNextInt()) {
            System.out.println(scanner.nextInt() * 2);
        }
        System.out.println(scanner.next());
        System.out.println(scanner.nextDouble() + " " + scanner.nextBoolean() + " " + scanner.nextLong());
        scanner.nextLine();
        while (scanner.hasNextLine()) {
            String line = scanner.nextLine();
            System.out.println(line.isEmpty() ? "(empty)" : "> " + line);
        }
        scanner.nextInt();
    }
}
