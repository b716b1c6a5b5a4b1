#include <array>
#include <concepts>
#include <iostream>
#include <numeric>
#include <ranges>
#include <span>
#include <string>
#include <vector>
template <typename T>
concept Number = std::integral<T> || std::floating_point<T>;
template <Number T>
T sum(std::span<const T> values) { return std::accumulate(values.begin(), values.end(), T{}); }
template <typename... Args>
void print(const Args&... args) { ((std::cout << args << ' '), ...); std::cout << '\n'; }
template <int N> struct Factorial { static constexpr long long value = N * Factorial<N - 1>::value; };
template <> struct Factorial<0> { static constexpr long long value = 1; };
struct Point { int x, y; auto operator<=>(const Point&) const = default; };
int main() {
    std::array<int, 3> a{1, 2, 3};
    print(sum<int>(a), Factorial<10>::value, std::string("text"), 'c', 2.5);
    std::cout << (Point{1, 2} < Point{1, 3}) << (Point{1, 2} == Point{1, 2}) << "\n";
    for (int x : std::views::iota(1, 20) | std::views::filter([](int x) { return x % 3 == 0; }) |
                     std::views::transform([](int x) { return x * x; }))
        std::cout << x << ' ';
    std::cout << '\n';
    constexpr auto cube = [](int x) constexpr { return x * x * x; };
    static_assert(cube(3) == 27);
}
