#include <iostream>
int main() {
    long long sum = 0;
    int n, count = 0;
    while (std::cin >> n) {
        sum += n;
        ++count;
    }
    std::cout << count << " numbers, sum " << sum << ", mean " << (count ? double(sum) / count : 0) << std::endl;
}
