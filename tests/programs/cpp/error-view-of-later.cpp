// A view of C++23 that this compiler's library has not yet: it says what serves instead.
#include <iostream>
#include <ranges>
#include <vector>

int main() {
    std::vector<char> v{'a', 'b', 'c'};
    for (auto [i, c] : std::views::enumerate(v)) std::cout << i << c << ' ';
    std::cout << '\n';
}
