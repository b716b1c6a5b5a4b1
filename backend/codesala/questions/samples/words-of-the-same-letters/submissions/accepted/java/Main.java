import java.util.*;

public class Main {
    /** The words in groups of those with the same letters. */
    static List<List<String>> grouped(List<String> words) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (String word : words) {
            char[] letters = word.toCharArray();
            Arrays.sort(letters);
            groups.computeIfAbsent(new String(letters), unseen -> new ArrayList<>()).add(word);
        }
        return new ArrayList<>(groups.values());
    }

    public static void main(String[] args) {
        System.out.println(grouped(List.of("tea", "one", "eat")));
    }
}
