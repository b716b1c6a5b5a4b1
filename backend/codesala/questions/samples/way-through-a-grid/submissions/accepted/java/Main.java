import java.util.*;

public class Main {
    static final int[][] STEPS = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}};

    /** The smallest number of steps from the first to the last cell, or -1. */
    static int steps(String[] rows) {
        int height = rows.length, width = rows[0].length();
        int[][] distance = new int[height][width];
        for (int[] row : distance) Arrays.fill(row, -1);
        distance[0][0] = 0;
        Deque<int[]> queue = new ArrayDeque<>(List.of(new int[] {0, 0}));
        while (!queue.isEmpty()) {
            int[] cell = queue.poll();
            for (int[] step : STEPS) {
                int y = cell[0] + step[0], x = cell[1] + step[1];
                boolean isInside = 0 <= y && y < height && 0 <= x && x < width;
                if (isInside && rows[y].charAt(x) == '.' && distance[y][x] < 0) {
                    distance[y][x] = distance[cell[0]][cell[1]] + 1;
                    queue.add(new int[] {y, x});
                }
            }
        }
        return distance[height - 1][width - 1];
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
