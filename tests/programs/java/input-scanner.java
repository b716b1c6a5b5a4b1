import java.util.Scanner;

class Main {
    public static void main(String[] args) {
        Scanner sc = new Scanner(System.in);
        int n = sc.nextInt();
        long sum = 0;
        for (int i = 0; i < n; i++) sum += sc.nextInt();
        sc.nextLine();
        String name = sc.nextLine();
        System.out.printf("%s: %d%n", name, sum);
        while (sc.hasNext()) {
            if (sc.hasNextInt()) System.out.println("int " + sc.nextInt());
            else if (sc.hasNextDouble()) System.out.println("double " + sc.nextDouble());
            else System.out.println("word " + sc.next());
        }
    }
}
