#include <fstream>
#include <iostream>
int main() {
    std::ifstream file;
    file.exceptions(std::ios::failbit | std::ios::badbit);
    std::cout << "open" << std::endl;
    file.open("missing.txt");
}
