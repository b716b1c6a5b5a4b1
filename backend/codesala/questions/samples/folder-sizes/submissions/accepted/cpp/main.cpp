#include <iostream>
#include <map>
#include <string>
#include <vector>

struct File {
    std::string path;
    long long size;
};

struct Folder {
    std::map<std::string, Folder> folders;
    long long own_size = 0;
    bool has_files = false;

    long long size() const {
        long long total = own_size;
        for (const auto& [name, folder] : folders) total += folder.size();
        return total;
    }

    void show(const std::string& indent, std::vector<std::string>& lines) const {
        for (const auto& [first, own] : folders) {
            std::string name = first;
            const Folder* folder = &own;
            while (!folder->has_files && folder->folders.size() == 1) {
                const auto& [inner, only] = *folder->folders.begin();
                name += "/" + inner;
                folder = &only;
            }
            lines.push_back(indent + name + " " + std::to_string(folder->size()));
            folder->show(indent + "  ", lines);
        }
    }
};

/** The lines of the tree. */
std::vector<std::string> shown(const std::vector<File>& files) {
    Folder root;
    for (const File& file : files) {
        Folder* folder = &root;
        std::size_t start = 0;
        for (auto slash = file.path.find('/'); slash != std::string::npos; slash = file.path.find('/', start)) {
            folder = &folder->folders[file.path.substr(start, slash - start)];
            start = slash + 1;
        }
        folder->own_size += file.size;
        folder->has_files = true;
    }
    std::vector<std::string> lines = {". " + std::to_string(root.size())};
    root.show("  ", lines);
    return lines;
}

int main() {
    std::vector<File> files;
    for (File file; std::cin >> file.path >> file.size;) files.push_back(file);
    for (const std::string& line : shown(files)) std::cout << line << "\n";
}
