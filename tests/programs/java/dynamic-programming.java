import java.util.*;

public class DynamicProgramming {
    static int longestCommonSubsequence(String a, String b) {
        int[][] best = new int[a.length() + 1][b.length() + 1];
        for (int i = 1; i <= a.length(); i++)
            for (int j = 1; j <= b.length(); j++)
                best[i][j] = a.charAt(i - 1) == b.charAt(j - 1) ? best[i - 1][j - 1] + 1 : Math.max(best[i - 1][j], best[i][j - 1]);
        return best[a.length()][b.length()];
    }

    static int coins(int[] coins, int amount) {
        int[] fewest = new int[amount + 1];
        Arrays.fill(fewest, amount + 1);
        fewest[0] = 0;
        for (int coin : coins) for (int i = coin; i <= amount; i++) fewest[i] = Math.min(fewest[i], fewest[i - coin] + 1);
        return fewest[amount] > amount ? -1 : fewest[amount];
    }

    static int islands(char[][] grid) {
        int count = 0;
        for (int r = 0; r < grid.length; r++)
            for (int c = 0; c < grid[0].length; c++)
                if (grid[r][c] == '1') {
                    count++;
                    sink(grid, r, c);
                }
        return count;
    }

    private static void sink(char[][] grid, int r, int c) {
        if (r < 0 || c < 0 || r >= grid.length || c >= grid[r].length || grid[r][c] != '1') return;
        grid[r][c] = '0';
        int[][] directions = {{0, 1}, {1, 0}, {0, -1}, {-1, 0}};
        for (int[] d : directions) sink(grid, r + d[0], c + d[1]);
    }

    public static void main(String[] args) {
        System.out.println(longestCommonSubsequence("AGGTAB", "GXTXAYB") + " " + coins(new int[] {1, 5, 10, 25}, 63) + " " + coins(new int[] {2}, 3));
        System.out.println(islands(new char[][] {"11000".toCharArray(), "11010".toCharArray(), "00101".toCharArray()}));
        long start = System.nanoTime();
        int[][] jagged = new int[3][];
        for (int i = 0; i < 3; i++) jagged[i] = new int[i + 1];
        System.out.println(Arrays.deepToString(jagged) + " " + (System.nanoTime() - start < 10_000_000_000L));
        char c = 'z';
        c++;
        System.out.println(c);
        System.out.println(jagged[1][2]);
    }
}
