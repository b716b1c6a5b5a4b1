#include <iostream>
int depth(int n) {
    volatile char used[100000];
    used[n % 100000] = 1;
    return depth(n + 1) + used[n % 100000];
}
int main() {
    std::cout << "start" << std::endl;
    std::cout << depth(0) << std::endl;
}
