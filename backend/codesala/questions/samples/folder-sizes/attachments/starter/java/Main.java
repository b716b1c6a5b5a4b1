import java.util.*;

public class Main {
    record FileOnDisk(String path, long size) {}

    /** The lines of the tree. */
    static List<String> shown(List<FileOnDisk> files) {
        return List.of();
    }

    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        List<FileOnDisk> files = new ArrayList<>();
        while (in.hasNext()) files.add(new FileOnDisk(in.next(), in.nextLong()));
        System.out.println(String.join("\n", shown(files)));
    }
}
