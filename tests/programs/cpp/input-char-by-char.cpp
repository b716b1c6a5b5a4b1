#include <cctype>
#include <cstdio>
#include <iostream>
#include <iterator>
#include <map>
#include <string>
int main() {
    std::string all((std::istreambuf_iterator<char>(std::cin)), std::istreambuf_iterator<char>());
    std::map<char, int> count;
    for (unsigned char c : all)
        if (std::isalpha(c)) ++count[std::tolower(c)];
    for (auto [c, n] : count) std::cout << c << ":" << n << " ";
    std::cout << all.size() << "\n";
    std::cout << (std::getchar() == EOF) << std::endl;
}
