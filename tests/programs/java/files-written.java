import java.io.*;
import java.nio.file.*;
import java.util.*;
import java.util.stream.*;

public class FileStats {
    public static void main(String[] args) throws IOException {
        Path p = Paths.get("data.txt");
        Files.write(p, Arrays.asList("alpha,1", "beta,2", "gamma,3"));
        try (BufferedWriter w = new BufferedWriter(new FileWriter("data.txt", true))) {
            w.write("delta,4");
            w.newLine();
        }
        List<String> lines = Files.readAllLines(p);
        System.out.println(lines.size() + " lines, " + Files.size(p) + " bytes");
        try (Stream<String> s = Files.lines(p)) {
            System.out.println(s.map(l -> l.split(",")).collect(Collectors.toMap(a -> a[0], a -> Integer.valueOf(a[1]))));
        }
        File dir = new File("out");
        System.out.println(dir.mkdir() + " " + dir.isDirectory() + " " + dir.getPath());
        Files.writeString(Path.of("out", "b.txt"), "hello\n");
        Files.copy(p, Path.of("out", "a.txt"), StandardCopyOption.REPLACE_EXISTING);
        String[] names = dir.list();
        Arrays.sort(names);
        System.out.println(Arrays.toString(names));
        Files.delete(p);
        System.out.println(Files.exists(p) + " " + new File("out/b.txt").length());
        try (Scanner sc = new Scanner(new File("out/b.txt"))) {
            System.out.println(sc.nextLine());
        }
        System.out.println("naïve café ✓ 😀".length());
        System.out.println("naïve café ✓ 😀");
        Files.readString(p);
    }
}
