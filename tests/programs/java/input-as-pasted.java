import java.util.Arrays;
import java.util.Scanner;

public class Main {
    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        String first = in.nextLine();
        System.out.println(first.length() + " " + Arrays.stream(first.split(" ")).mapToInt(Integer::parseInt).sum());
        while (in.hasNextLine()) {
            String line = in.nextLine();
            StringBuilder shown = new StringBuilder();
            line.chars().forEach(c -> shown.append(c < 127 && c > 31 ? "" + (char) c : "<" + c + ">"));
            System.out.println(line.length() + " " + shown);
        }
    }
}
