#include <iostream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

/** Its parts as numbers, without zeros at the end. */
std::vector<int> numbers_of(const std::string& version) {
    std::vector<int> numbers;
    std::istringstream parts(version);
    for (std::string part; std::getline(parts, part, '.');) numbers.push_back(std::stoi(part));
    while (!numbers.empty() && numbers.back() == 0) numbers.pop_back();
    return numbers;
}

/** The newest of the versions, or nothing. */
std::optional<std::string> newest_version(const std::vector<std::string>& versions) {
    std::optional<std::string> newest;
    for (const std::string& version : versions) {
        if (!newest || numbers_of(version) > numbers_of(*newest)) newest = version;
    }
    return newest;
}

int main() {
    std::cout << newest_version({"1.4", "2.0", "1.12"}).value_or("none") << "\n";
}
