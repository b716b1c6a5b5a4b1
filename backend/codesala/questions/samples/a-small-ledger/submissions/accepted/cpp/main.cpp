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

long long cents(std::string amount) {
    bool is_negative = amount[0] == '-';
    if (amount[0] == '-' || amount[0] == '+') amount.erase(0, 1);
    auto point = amount.find('.');
    std::string rest = point == std::string::npos ? "" : amount.substr(point + 1);
    rest.resize(2, '0');
    long long found = std::stoll(amount.substr(0, point)) * 100 + std::stoll(rest);
    return is_negative ? -found : found;
}

/** Each month in order. */
std::vector<Month> months(const std::vector<std::string>& lines) {
    std::map<int, long long> sums;
    for (const std::string& line : lines) {
        if (line.empty() || line[0] == '#') continue;
        int number = std::stoi(line.substr(0, 4)) * 12 + std::stoi(line.substr(5, 2)) - 1;
        sums[number] += cents(line.substr(11, line.find(' ', 11) - 11));
    }
    std::vector<Month> found;
    if (sums.empty()) return found;
    long long balance = 0;
    for (int number = sums.begin()->first; number <= sums.rbegin()->first; ++number) {
        auto sum = sums.find(number);
        long long change = sum == sums.end() ? 0 : sum->second;
        found.push_back({number, change, balance += change});
    }
    return found;
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
