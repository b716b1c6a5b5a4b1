import java.io.*;
import java.util.*;

public class Main {
    static class Parser {
        private final String text;
        private int pos;

        Parser(String text) { this.text = text.replace(" ", ""); }

        int parse() {
            int v = term();
            while (pos < text.length() && (peek() == '+' || peek() == '-')) {
                if (text.charAt(pos++) == '+') v += term(); else v -= term();
            }
            return v;
        }

        private int term() {
            int v = factor();
            while (pos < text.length() && (peek() == '*' || peek() == '/')) {
                char op = text.charAt(pos++);
                int f = factor();
                v = op == '*' ? v * f : v / f;
            }
            return v;
        }

        private int factor() {
            if (peek() == '(') {
                pos++;
                int v = parse();
                pos++;
                return v;
            }
            int start = pos;
            while (pos < text.length() && Character.isDigit(peek())) pos++;
            return Integer.parseInt(text.substring(start, pos));
        }

        private char peek() { return text.charAt(pos); }
    }

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        StringTokenizer st = new StringTokenizer(in.readLine());
        int r = Integer.parseInt(st.nextToken()), c = Integer.parseInt(st.nextToken());
        long[][] m = new long[r][c];
        for (int i = 0; i < r; i++) {
            m[i] = Arrays.stream(in.readLine().trim().split("\\s+")).mapToLong(Long::parseLong).toArray();
        }
        for (int j = 0; j < c; j++) {
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < r; i++) row.append(String.format("%4d", m[i][j]));
            System.out.println(row);
        }
        String line;
        while ((line = in.readLine()) != null && !line.isEmpty()) {
            try {
                System.out.println(line + " = " + new Parser(line).parse());
            } catch (ArithmeticException e) {
                System.out.println(line + " -> " + e.getMessage());
            }
        }
        System.out.println(in.readLine());
    }
}
