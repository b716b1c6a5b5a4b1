#include <cstdio>
#include <iostream>
#include <stdexcept>
int main() {
    std::puts("so far");
    std::cout << "before";
    throw std::invalid_argument("nobody wants me");
}
