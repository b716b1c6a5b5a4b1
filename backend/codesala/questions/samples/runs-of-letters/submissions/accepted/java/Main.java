import java.util.*;

public class Main {
    /** The line with each run as its letter and its length, if that is shorter. */
    static String shortened(String line) {
        StringBuilder found = new StringBuilder();
        int start = 0;
        for (int position = 1; position <= line.length(); position++) {
            if (position < line.length() && line.charAt(position) == line.charAt(start)) continue;
            found.append(line.charAt(start));
            if (position - start > 1) found.append(position - start);
            start = position;
        }
        return found.length() < line.length() ? found.toString() : line;
    }

    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        System.out.println(shortened(in.hasNextLine() ? in.nextLine() : ""));
    }
}
