#include <iostream>
#include <string>

/** The position at which it is clear that the line is not balanced, or -1. */
int first_fault(const std::string& line) {
    return -1;
}

int main() {
    std::string line;
    std::getline(std::cin, line);
    int fault = first_fault(line);
    if (fault < 0) std::cout << "balanced\n";
    else std::cout << fault << "\n";
}
