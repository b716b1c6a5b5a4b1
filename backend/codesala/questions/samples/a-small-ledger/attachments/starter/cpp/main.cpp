#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <map>
#include <string>
#include <vector>

/** A month by its number since the year 0, with its sum and the balance at its end in cents. */
struct Month {
    int number;
    long long sum, balance;
};

/** Each month in order. */
std::vector<Month> months(const std::vector<std::string>& lines) {
    return {};
}

std::string money(long long cents) {
    std::string rest = std::to_string(std::llabs(cents) % 100);
    return (cents < 0 ? "-" : "") + std::to_string(std::llabs(cents) / 100) + (rest.size() < 2 ? ".0" : ".") + rest;
}

int main() {
    std::vector<std::string> lines;
    for (std::string line; std::getline(std::cin, line);) lines.push_back(line);
    auto found = months(lines);
    for (const Month& month : found) {
        std::printf("%d-%02d ", month.number / 12, month.number % 12 + 1);
        std::printf("%s %s\n", money(month.sum).c_str(), money(month.balance).c_str());
    }
    if (found.empty()) std::printf("empty\n");
}
