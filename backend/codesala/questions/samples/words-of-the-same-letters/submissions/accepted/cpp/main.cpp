#include <algorithm>
#include <iostream>
#include <map>
#include <string>
#include <vector>

/** The words in groups of those with the same letters. */
std::vector<std::vector<std::string>> grouped(const std::vector<std::string>& words) {
    std::map<std::string, std::vector<std::string>> by_letters;
    for (const std::string& word : words) {
        std::string letters = word;
        std::sort(letters.begin(), letters.end());
        by_letters[letters].push_back(word);
    }
    std::vector<std::vector<std::string>> groups;
    for (const auto& [letters, group] : by_letters) groups.push_back(group);
    return groups;
}

int main() {
    for (const auto& group : grouped({"tea", "one", "eat"})) {
        for (const auto& word : group) std::cout << word << " ";
        std::cout << "\n";
    }
}
