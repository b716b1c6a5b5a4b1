import java.util.*;

public class Main {
    record Visit(String user, int pages, String favourite) {}

    /** What is asked for of each user, in the order that is asked for. */
    static List<Visit> visits(List<String> lines) {
        return List.of();
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
