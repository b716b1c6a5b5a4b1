#include <iostream>
int main() {
    int x = "five";
    std::cout << x << std::endl
    return 0;
}
