import java.io.*;
import java.util.*;
import java.util.stream.*;

public class Everything {
    public static void main(String[] args) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(System.in))) {
            List<String> lines = reader.lines().collect(Collectors.toList());
            System.out.println(lines.size() + " lines");
            Map<String, Integer> words = new TreeMap<>();
            for (String line : lines)
                for (String word : line.toLowerCase().split("\\W+"))
                    if (!word.isEmpty()) words.merge(word, 1, Integer::sum);
            words.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(3)
                .forEach(entry -> System.out.println(entry.getKey() + "=" + entry.getValue()));
        }
        System.out.println(System.in.available());
    }
}
