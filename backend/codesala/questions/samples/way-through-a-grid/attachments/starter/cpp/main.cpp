#include <iostream>
#include <string>
#include <vector>

/** The smallest number of steps from the first to the last cell, or -1. */
int steps(const std::vector<std::string>& rows) {
    return -1;
}

int main() {
    int height, width;
    std::cin >> height >> width;
    std::vector<std::string> rows(height);
    for (auto& row : rows) std::cin >> row;
    int found = steps(rows);
    if (found < 0) std::cout << "none\n";
    else std::cout << found << "\n";
}
