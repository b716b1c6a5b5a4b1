#include <algorithm>
#include <iostream>
#include <random>
#include <vector>
int main() {
    std::mt19937 gen(42);
    std::cout << gen() << ' ' << gen() << '\n';
    std::mt19937_64 wide(7);
    std::cout << wide() << '\n';
    std::minstd_rand simple(1);
    std::cout << simple() << '\n';
    std::uniform_int_distribution<int> dice(1, 6);
    bool fine = true;
    for (int i = 0; i < 1000; ++i) { int d = dice(gen); fine = fine && d >= 1 && d <= 6; }
    std::cout << fine << '\n';
    srand(1);
    std::cout << (rand() >= 0) << (std::random_device{}() >= 0) << '\n';
}
