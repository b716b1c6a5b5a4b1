#include <cmath>
#include <iostream>
using namespace std;

constexpr double PI = acos(-1.0);
constexpr int SIDE = sqrt(144);

struct Circle {
    double radius;
    double area() const { return PI * radius * radius; }
};

int main() {
    constexpr double e = std::exp(1.0);
    int squares[SIDE];
    for (int i = 0; i < SIDE; i++) squares[i] = i * i;
    cout << Circle{2}.area() << " " << SIDE << " " << e << " " << squares[SIDE - 1] << endl;
}
