#include <iostream>
#include <string>
#include <vector>
int main() {
    long product = 1;
    for (int i = 1; i <= 20; i++) product *= i;
    std::cout << product << "\n";
    std::vector<int> v{1, 2, 3};
    long sum = 0;
    for (int i = 0; i < 100000; i++) sum += i;
    std::cout << sum << " " << v.size() - 1 << " " << sizeof(long long) << "\n";
}
