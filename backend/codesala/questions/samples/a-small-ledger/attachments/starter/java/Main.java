import java.util.*;

public class Main {
    record Month(String name, long sum, long balance) {}

    /** Each month in order, with its sum and the balance at its end in cents. */
    static List<Month> months(List<String> lines) {
        return List.of();
    }

    static String money(long cents) {
        return String.format("%s%d.%02d", cents < 0 ? "-" : "", Math.abs(cents) / 100, Math.abs(cents) % 100);
    }

    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        List<String> lines = new ArrayList<>();
        while (in.hasNextLine()) lines.add(in.nextLine());
        List<Month> found = months(lines);
        for (Month month : found) {
            System.out.println(month.name() + " " + money(month.sum()) + " " + money(month.balance()));
        }
        if (found.isEmpty()) System.out.println("empty");
    }
}
