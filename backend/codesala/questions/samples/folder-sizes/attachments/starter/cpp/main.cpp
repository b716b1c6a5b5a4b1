#include <iostream>
#include <map>
#include <string>
#include <vector>

struct File {
    std::string path;
    long long size;
};

/** The lines of the tree. */
std::vector<std::string> shown(const std::vector<File>& files) {
    return {};
}

int main() {
    std::vector<File> files;
    for (File file; std::cin >> file.path >> file.size;) files.push_back(file);
    for (const std::string& line : shown(files)) std::cout << line << "\n";
}
