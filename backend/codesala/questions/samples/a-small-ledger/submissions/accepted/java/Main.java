import java.util.*;

public class Main {
    record Month(String name, long sum, long balance) {}

    /** Each month in order, with its sum and the balance at its end in cents. */
    static List<Month> months(List<String> lines) {
        TreeMap<Integer, Long> sums = new TreeMap<>();
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) continue;
            String[] parts = line.split(" ");
            int year = Integer.parseInt(parts[0].substring(0, 4)), month = Integer.parseInt(parts[0].substring(5, 7));
            sums.merge(year * 12 + month - 1, cents(parts[1]), Long::sum);
        }
        List<Month> found = new ArrayList<>();
        if (sums.isEmpty()) return found;
        long balance = 0;
        for (int number = sums.firstKey(); number <= sums.lastKey(); number++) {
            long sum = sums.getOrDefault(number, 0L);
            balance += sum;
            found.add(new Month(String.format("%d-%02d", number / 12, number % 12 + 1), sum, balance));
        }
        return found;
    }

    static long cents(String amount) {
        String[] parts = amount.replaceFirst("^[+-]", "").split("\\.");
        String rest = ((parts.length > 1 ? parts[1] : "") + "00").substring(0, 2);
        long found = Long.parseLong(parts[0]) * 100 + Long.parseLong(rest);
        return amount.startsWith("-") ? -found : found;
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
