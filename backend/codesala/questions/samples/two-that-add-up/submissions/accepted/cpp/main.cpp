#include <iostream>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

/** Positions of two numbers whose sum is the target, if there are any. */
std::optional<std::pair<int, int>> positions(const std::vector<int>& numbers, int target) {
    std::unordered_map<int, int> seen;
    for (int position = 0; position < static_cast<int>(numbers.size()); ++position) {
        auto before = seen.find(target - numbers[position]);
        if (before != seen.end()) return std::pair(before->second, position);
        seen.emplace(numbers[position], position);
    }
    return std::nullopt;
}

int main() {
    int target;
    std::cin >> target;
    std::vector<int> numbers;
    for (int number; std::cin >> number;) numbers.push_back(number);
    auto found = positions(numbers, target);
    if (found) std::cout << found->first << " " << found->second << "\n";
    else std::cout << "none\n";
}
