// g++ warns of it and goes on.
#include <iostream>
#include <vector>

struct Point {
    int x, y;
};

int main() {
    double half = 3.5;
    std::size_t size = std::vector<int>{1, 2, 3}.size();
    Point point{half, 2};
    std::vector<int> all{half, 1};
    int counted[] = {(int)size, 4};
    std::cout << point.x << " " << all[0] << " " << counted[0] << "\n";
}
