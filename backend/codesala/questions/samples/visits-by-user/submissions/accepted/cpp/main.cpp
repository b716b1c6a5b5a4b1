#include <algorithm>
#include <iostream>
#include <map>
#include <string>
#include <vector>

struct Line {
    std::string time, user, page;
};

struct Visit {
    std::string user;
    int pages;
    std::string favourite;
};

/** The first of the pages with the highest number: they are in alphabetical order. */
std::string favourite(const std::map<std::string, int>& times) {
    auto fewer = [](const auto& one, const auto& other) { return one.second < other.second; };
    return std::max_element(times.begin(), times.end(), fewer)->first;
}

/** What is asked for of each user, in the order that is asked for. */
std::vector<Visit> visits(const std::vector<Line>& lines) {
    std::map<std::string, std::map<std::string, int>> by_user;
    for (const Line& line : lines) ++by_user[line.user][line.page];
    std::vector<Visit> found;
    for (const auto& [user, times] : by_user) {
        found.push_back({user, static_cast<int>(times.size()), favourite(times)});
    }
    auto more = [](const Visit& one, const Visit& other) { return one.pages > other.pages; };
    std::stable_sort(found.begin(), found.end(), more);  // users are in alphabetical order already
    return found;
}

int main() {
    std::vector<Line> lines;
    for (Line line; std::cin >> line.time >> line.user >> line.page;) lines.push_back(line);
    for (const Visit& visit : visits(lines)) {
        std::cout << visit.user << " " << visit.pages << " " << visit.favourite << "\n";
    }
}
