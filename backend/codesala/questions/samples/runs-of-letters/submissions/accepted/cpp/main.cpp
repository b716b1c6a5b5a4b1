#include <iostream>
#include <string>

/** The line with each run as its letter and its length, if that is shorter. */
std::string shortened(const std::string& line) {
    std::string found;
    std::size_t start = 0;
    for (std::size_t position = 1; position <= line.size(); ++position) {
        if (position < line.size() && line[position] == line[start]) continue;
        found += line[start];
        if (position - start > 1) found += std::to_string(position - start);
        start = position;
    }
    return found.size() < line.size() ? found : line;
}

int main() {
    std::string line;
    std::getline(std::cin, line);
    std::cout << shortened(line) << "\n";
}
