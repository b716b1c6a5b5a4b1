import java.util.*;

public class Main {
    /** The newest of the versions, or null. */
    static String newestVersion(List<String> versions) {
        return versions.isEmpty() ? null : Collections.max(versions);
    }

    public static void main(String[] args) {
        System.out.println(newestVersion(List.of("1.4", "2.0", "1.12")));
    }
}
