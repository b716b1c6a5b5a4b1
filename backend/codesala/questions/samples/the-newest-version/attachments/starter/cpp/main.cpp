#include <algorithm>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

/** The newest of the versions, or nothing. */
std::optional<std::string> newest_version(const std::vector<std::string>& versions) {
    if (versions.empty()) return std::nullopt;
    return *std::max_element(versions.begin(), versions.end());
}

int main() {
    std::cout << newest_version({"1.4", "2.0", "1.12"}).value_or("none") << "\n";
}
