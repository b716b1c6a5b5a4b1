import java.util.*;

class Solution {
    public List<List<Integer>> permute(int[] nums) {
        List<List<Integer>> result = new ArrayList<>();
        backtrack(result, new ArrayList<>(), nums, new boolean[nums.length]);
        return result;
    }

    private void backtrack(List<List<Integer>> result, List<Integer> path, int[] nums, boolean[] used) {
        if (path.size() == nums.length) {
            result.add(new ArrayList<>(path));
            return;
        }
        for (int i = 0; i < nums.length; i++) {
            if (used[i]) continue;
            used[i] = true;
            path.add(nums[i]);
            backtrack(result, path, nums, used);
            path.remove(path.size() - 1);
            used[i] = false;
        }
    }

    public boolean isValid(String s) {
        Deque<Character> stack = new ArrayDeque<>();
        for (char c : s.toCharArray()) {
            if ("([{".indexOf(c) >= 0) stack.push(c);
            else if (stack.isEmpty() || "([{".indexOf(stack.pop()) != ")]}".indexOf(c)) return false;
        }
        return stack.isEmpty();
    }
}

class Main {
    public static void main(String... args) {
        Solution solution = new Solution();
        System.out.println(solution.permute(new int[] {1, 2, 3}));
        for (String s : new String[] {"()[]{}", "(]", "([)]", ""}) System.out.println("'" + s + "' " + solution.isValid(s));
        System.out.println(new int[0].length + " " + args.length);
        label:
        for (int i = 0; ; i++) {
            for (int j = 0; j < 3; j++) {
                if (i * j == 4) break label;
                if (j > i) continue label;
                System.out.print(i + "" + j + " ");
            }
        }
        System.out.println();
    }
}
