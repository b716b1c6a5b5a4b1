import java.util.Scanner;

public class Kinds {
    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        int tests = Integer.parseInt(in.nextLine().trim());
        while (tests-- > 0) {
            String name = in.next();
            long big = in.nextLong();
            double price = in.nextDouble();
            boolean isOpen = in.nextBoolean();
            char first = in.next().charAt(0);
            String rest = in.nextLine();
            System.out.println(name + "|" + big + "|" + price + "|" + isOpen + "|" + first + "|" + rest);
        }
        int[][] grid = new int[2][3];
        for (int[] row : grid) for (int i = 0; i < row.length; i++) row[i] = in.nextInt();
        System.out.println(java.util.Arrays.deepToString(grid));
        in.nextLine();
        in.useDelimiter(",|\n");
        while (in.hasNext()) System.out.print("<" + in.next() + ">");
        System.out.println();
        System.out.println(in.nextInt());
    }
}
