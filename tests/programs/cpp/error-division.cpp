#include <iostream>
int main() {
    int n;
    std::cin >> n;
    std::cout << "dividing" << std::endl;
    std::cout << 10 / n << std::endl;
}
