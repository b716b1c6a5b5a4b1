import java.util.*;

public class Main {
    record FileOnDisk(String path, long size) {}

    static class Folder {
        final TreeMap<String, Folder> folders = new TreeMap<>();
        long ownSize = 0;
        boolean hasFiles = false;

        long size() {
            return ownSize + folders.values().stream().mapToLong(Folder::size).sum();
        }

        void show(String indent, List<String> lines) {
            for (String first : folders.keySet()) {
                String name = first;
                Folder folder = folders.get(first);
                while (!folder.hasFiles && folder.folders.size() == 1) {
                    name += "/" + folder.folders.firstKey();
                    folder = folder.folders.firstEntry().getValue();
                }
                lines.add(indent + name + " " + folder.size());
                folder.show(indent + "  ", lines);
            }
        }
    }

    /** The lines of the tree. */
    static List<String> shown(List<FileOnDisk> files) {
        Folder root = new Folder();
        for (FileOnDisk file : files) {
            String[] names = file.path().split("/");
            Folder folder = root;
            for (int depth = 0; depth < names.length - 1; depth++) {
                folder = folder.folders.computeIfAbsent(names[depth], name -> new Folder());
            }
            folder.ownSize += file.size();
            folder.hasFiles = true;
        }
        List<String> lines = new ArrayList<>(List.of(". " + root.size()));
        root.show("  ", lines);
        return lines;
    }

    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        List<FileOnDisk> files = new ArrayList<>();
        while (in.hasNext()) files.add(new FileOnDisk(in.next(), in.nextLong()));
        System.out.println(String.join("\n", shown(files)));
    }
}
