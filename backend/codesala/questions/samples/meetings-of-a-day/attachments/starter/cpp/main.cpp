#include <algorithm>
#include <cstdio>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

using Stretch = std::pair<int, int>;

/** The stretches with a meeting, in order, as pairs of minutes since midnight. */
std::vector<Stretch> stretches(std::vector<Stretch> meetings) {
    return {};
}

int minutes(const std::string& clock) {
    return std::stoi(clock.substr(0, 2)) * 60 + std::stoi(clock.substr(3));
}

int main() {
    int count;
    std::cin >> count;
    std::vector<Stretch> meetings;
    std::string start, end;
    while (count-- > 0 && std::cin >> start >> end) meetings.emplace_back(minutes(start), minutes(end));
    int total = 0;
    for (auto [from, to] : stretches(meetings)) {
        std::printf("%02d:%02d %02d:%02d\n", from / 60, from % 60, to / 60, to % 60);
        total += to - from;
    }
    std::printf("%d\n", total);
}
