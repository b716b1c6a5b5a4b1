import java.util.*;

public class Main {
    /** The words in groups of those with the same letters. */
    static List<List<String>> grouped(List<String> words) {
        List<List<String>> groups = new ArrayList<>();
        for (String word : words) groups.add(List.of(word));
        return groups;
    }

    public static void main(String[] args) {
        System.out.println(grouped(List.of("tea", "one", "eat")));
    }
}
