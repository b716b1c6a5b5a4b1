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

/** What is asked for of each user, in the order that is asked for. */
std::vector<Visit> visits(const std::vector<Line>& lines) {
    return {};
}

int main() {
    std::vector<Line> lines;
    for (Line line; std::cin >> line.time >> line.user >> line.page;) lines.push_back(line);
    for (const Visit& visit : visits(lines)) {
        std::cout << visit.user << " " << visit.pages << " " << visit.favourite << "\n";
    }
}
