#include <iostream>
#include <string>
#include <vector>

/** The words in groups of those with the same letters. */
std::vector<std::vector<std::string>> grouped(const std::vector<std::string>& words) {
    std::vector<std::vector<std::string>> groups;
    for (const std::string& word : words) groups.push_back({word});
    return groups;
}

int main() {
    for (const auto& group : grouped({"tea", "one", "eat"})) {
        for (const auto& word : group) std::cout << word << " ";
        std::cout << "\n";
    }
}
