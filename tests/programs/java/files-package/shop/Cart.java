package shop;

import java.util.ArrayList;
import java.util.List;
import shop.data.Prices;

public class Cart {
    private final List<String> items = new ArrayList<>();

    public void add(String item) {
        items.add(item);
    }

    public int total() {
        return items.stream().mapToInt(Prices::of).sum();
    }
}
