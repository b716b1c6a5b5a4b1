#include <iostream>
#include <queue>
#include <string>
#include <utility>
#include <vector>

/** The smallest number of steps from the first to the last cell, or -1. */
int steps(const std::vector<std::string>& rows) {
    int height = rows.size(), width = rows[0].size();
    std::vector<std::vector<int>> distance(height, std::vector<int>(width, -1));
    distance[0][0] = 0;
    std::queue<std::pair<int, int>> queue;
    queue.emplace(0, 0);
    while (!queue.empty()) {
        auto [row, column] = queue.front();
        queue.pop();
        for (auto [down, right] : {std::pair(1, 0), std::pair(-1, 0), std::pair(0, 1), std::pair(0, -1)}) {
            int y = row + down, x = column + right;
            bool is_inside = 0 <= y && y < height && 0 <= x && x < width;
            if (is_inside && rows[y][x] == '.' && distance[y][x] < 0) {
                distance[y][x] = distance[row][column] + 1;
                queue.emplace(y, x);
            }
        }
    }
    return distance[height - 1][width - 1];
}

int main() {
    int height, width;
    std::cin >> height >> width;
    std::vector<std::string> rows(height);
    for (auto& row : rows) std::cin >> row;
    int found = steps(rows);
    if (found < 0) std::cout << "none\n";
    else std::cout << found << "\n";
}
