import java.util.*;

public class Main {
    /** The smallest number of steps from the first to the last cell, or -1. */
    static int steps(String[] rows) {
        return -1;
    }

    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        int height = in.nextInt(), width = in.nextInt();
        String[] rows = new String[height];
        for (int row = 0; row < height; row++) rows[row] = in.next();
        int found = steps(rows);
        System.out.println(found < 0 ? "none" : String.valueOf(found));
    }
}
