import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Scanner;
import shop.Cart;

public class Main {
    public static void main(String[] args) throws IOException {
        Cart cart = new Cart();
        Scanner in = new Scanner(System.in);
        while (in.hasNextLine()) cart.add(in.nextLine());
        System.out.println(cart.total() + " " + Tools.twice(21));
        System.out.println(Files.readAllLines(Path.of("data/words.txt")));
        System.out.println(Files.exists(Path.of("data/none.txt")) + " " + Tools.class.getName());
    }
}
