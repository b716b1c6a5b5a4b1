import java.io.IOException;
import java.nio.charset.StandardCharsets;

class Bytes {
    public static void main(String[] args) throws IOException {
        int first = System.in.read();
        String rest = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        System.out.println((char) first + "|" + rest.strip() + "|" + rest.lines().count());
        System.out.println(System.in.read());
    }
}
