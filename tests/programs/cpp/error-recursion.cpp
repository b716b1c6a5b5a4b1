#include <iostream>
int depth(int n) {
    volatile char used[1000];
    used[n % 1000] = 1;
    return depth(n + 1) + used[n % 1000];
}
int main() {
    std::cout << "start" << std::endl;
    std::cout << depth(0) << std::endl;
}
