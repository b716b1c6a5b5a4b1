#include <iostream>
#include <sstream>
#include <string>

int main() {
    std::string line;
    std::getline(std::cin, line);
    std::istringstream numbers(line);
    int sum = 0;
    for (int number; numbers >> number;) sum += number;
    std::cout << line.size() << " " << sum << "\n";
    while (std::getline(std::cin, line)) {
        std::cout << line.size() << ":";
        for (unsigned char sign : line) std::cout << " " << int(sign);
        std::cout << "\n";
    }
}
