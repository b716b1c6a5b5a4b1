import java.util.*;

public class Main {
    /** Above zero if `one` is newer than `other`. */
    static int difference(String one, String other) {
        String[] numbers = one.split("\\."), others = other.split("\\.");
        for (int part = 0; part < Math.max(numbers.length, others.length); part++) {
            long number = part < numbers.length ? Long.parseLong(numbers[part]) : 0;
            int found = Long.compare(number, part < others.length ? Long.parseLong(others[part]) : 0);
            if (found != 0) return found;
        }
        return 0;
    }

    /** The newest of the versions, or null. */
    static String newestVersion(List<String> versions) {
        String newest = null;
        for (String version : versions) {
            if (newest == null || difference(version, newest) > 0) newest = version;
        }
        return newest;
    }

    public static void main(String[] args) {
        System.out.println(newestVersion(List.of("1.4", "2.0", "1.12")));
    }
}
