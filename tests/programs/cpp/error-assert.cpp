#include <cassert>
#include <iostream>
int factorial(int n) {
    assert(n >= 0 && "negative");
    return n < 2 ? 1 : n * factorial(n - 1);
}
int main() {
    std::cout << factorial(5) << std::endl;
    factorial(-1);
}
