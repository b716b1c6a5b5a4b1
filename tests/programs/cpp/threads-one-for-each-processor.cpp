#include <iostream>
#include <numeric>
#include <thread>
#include <vector>

int main() {
    std::vector<int> numbers(1000);
    std::iota(numbers.begin(), numbers.end(), 1);
    unsigned count = std::thread::hardware_concurrency();
    std::vector<long long> sums(count);
    std::vector<std::thread> threads;
    std::size_t each = (numbers.size() + count - 1) / count;
    for (unsigned i = 0; i < count; i++)
        threads.emplace_back([&, i] {
            std::size_t begin = std::min(numbers.size(), i * each), end = std::min(numbers.size(), begin + each);
            sums[i] = std::accumulate(numbers.begin() + begin, numbers.begin() + end, 0LL);
        });
    for (auto &thread : threads) thread.join();
    std::cout << std::accumulate(sums.begin(), sums.end(), 0LL) << " " << (count > 0) << "\n";
}
