#include <iostream>
#include <string>

/** The line with each run as its letter and its length, if that is shorter. */
std::string shortened(const std::string& line) {
    return "";
}

int main() {
    std::string line;
    std::getline(std::cin, line);
    std::cout << shortened(line) << "\n";
}
