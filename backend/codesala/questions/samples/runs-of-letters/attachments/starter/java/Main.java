import java.util.*;

public class Main {
    /** The line with each run as its letter and its length, if that is shorter. */
    static String shortened(String line) {
        return "";
    }

    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        System.out.println(shortened(in.hasNextLine() ? in.nextLine() : ""));
    }
}
