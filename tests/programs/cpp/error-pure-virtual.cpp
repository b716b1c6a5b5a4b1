#include <iostream>
struct Shape {
    Shape() { describe(); }
    void describe() { std::cout << "area " << std::flush << area() << std::endl; }
    virtual double area() const = 0;
};
struct Square : Shape {
    double area() const override { return 4; }
};
int main() { Square square; }
