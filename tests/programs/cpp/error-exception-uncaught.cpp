#include <iostream>
#include <stdexcept>
int divide(int a, int b) {
    if (b == 0) throw std::invalid_argument("division by zero");
    return a / b;
}
int main() {
    std::cout << divide(6, 3) << std::endl;
    std::cout << divide(1, 0) << std::endl;
}
