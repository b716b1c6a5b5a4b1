import java.util.*;

public class Main {
    static final String OPENING = "([{", CLOSING = ")]}";

    /** The position at which it is clear that the line is not balanced, or -1. */
    static int firstFault(String line) {
        Deque<Character> opened = new ArrayDeque<>();
        for (int position = 0; position < line.length(); position++) {
            char character = line.charAt(position);
            int kind = CLOSING.indexOf(character);
            if (OPENING.indexOf(character) >= 0) opened.push(character);
            else if (kind >= 0 && (opened.isEmpty() || opened.pop() != OPENING.charAt(kind))) return position;
        }
        return opened.isEmpty() ? -1 : line.length();
    }

    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        int fault = firstFault(in.hasNextLine() ? in.nextLine() : "");
        System.out.println(fault < 0 ? "balanced" : String.valueOf(fault));
    }
}
