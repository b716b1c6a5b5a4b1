#include <iostream>
#include <vector>
int main() {
    std::vector<int> v{1, 2, 3};
    int sum = 0;
    for (size_t i = 0; i <= v.size() + 100000000; i++) sum += v[i];
    std::cout << sum << std::endl;
}
