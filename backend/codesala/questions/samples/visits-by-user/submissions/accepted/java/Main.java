import java.util.*;

public class Main {
    record Visit(String user, int pages, String favourite) {}

    /** What is asked for of each user, in the order that is asked for. */
    static List<Visit> visits(List<String> lines) {
        Map<String, Map<String, Integer>> byUser = new TreeMap<>();
        for (String line : lines) {
            String[] parts = line.split(" ");
            byUser.computeIfAbsent(parts[1], user -> new TreeMap<>()).merge(parts[2], 1, Integer::sum);
        }
        List<Visit> found = new ArrayList<>();
        byUser.forEach((user, times) -> found.add(new Visit(user, times.size(), favourite(times))));
        found.sort(Comparator.comparingInt((Visit visit) -> -visit.pages()).thenComparing(Visit::user));
        return found;
    }

    /** The first of the pages with the highest number: they are in alphabetical order. */
    static String favourite(Map<String, Integer> times) {
        String best = null;
        for (String page : times.keySet()) {
            if (best == null || times.get(page) > times.get(best)) best = page;
        }
        return best;
    }

    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        List<String> lines = new ArrayList<>();
        while (in.hasNextLine()) lines.add(in.nextLine());
        for (Visit visit : visits(lines)) {
            System.out.println(visit.user() + " " + visit.pages() + " " + visit.favourite());
        }
    }
}
