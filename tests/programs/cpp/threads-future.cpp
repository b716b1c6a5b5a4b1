#include <future>
#include <iostream>
#include <numeric>
#include <stdexcept>
#include <vector>
long long sum(const std::vector<int>& v, size_t from, size_t to) {
    return std::accumulate(v.begin() + from, v.begin() + to, 0LL);
}
int main() {
    std::vector<int> v(10000);
    std::iota(v.begin(), v.end(), 1);
    auto half = std::async(std::launch::async, sum, std::cref(v), 0, 5000);
    auto rest = sum(v, 5000, 10000);
    std::cout << half.get() + rest << std::endl;
    std::promise<int> promise;
    auto later = promise.get_future();
    std::thread setter([&] { promise.set_value(7); });
    std::cout << later.get() << std::endl;
    setter.join();
    auto bad = std::async([]() -> int { throw std::runtime_error("failed inside"); });
    try {
        std::cout << bad.get();
    } catch (const std::exception& e) {
        std::cout << e.what() << std::endl;
    }
}
