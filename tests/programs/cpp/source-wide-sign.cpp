#include <iostream>

int main() {
    int total = 3；
    std::cout << total << "\n";
}
