#include <iostream>
#include <string>

/** The position at which it is clear that the line is not balanced, or -1. */
int first_fault(const std::string& line) {
    const std::string opening = "([{", closing = ")]}";
    std::string opened;
    for (std::size_t position = 0; position < line.size(); ++position) {
        if (opening.find(line[position]) != std::string::npos) opened.push_back(line[position]);
        auto kind = closing.find(line[position]);
        if (kind == std::string::npos) continue;
        if (opened.empty() || opened.back() != opening[kind]) return static_cast<int>(position);
        opened.pop_back();
    }
    return opened.empty() ? -1 : static_cast<int>(line.size());
}

int main() {
    std::string line;
    std::getline(std::cin, line);
    int fault = first_fault(line);
    if (fault < 0) std::cout << "balanced\n";
    else std::cout << fault << "\n";
}
