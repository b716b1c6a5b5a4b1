#include <iostream>
int main() {
    std::cout << "before" << std::endl;
    int x = 1 / 0;
    std::cout << x << std::endl;
}
