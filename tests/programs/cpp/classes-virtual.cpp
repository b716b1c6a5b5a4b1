#include <cmath>
#include <iostream>
#include <memory>
#include <typeinfo>
#include <variant>
#include <vector>
class Shape {
public:
    virtual ~Shape() { std::cout << "~Shape\n"; }
    virtual double area() const = 0;
};
class Circle : public Shape {
    double r;
public:
    Circle(double r) : r(r) {}
    double area() const override { return M_PI * r * r; }
    ~Circle() override { std::cout << "~Circle "; }
};
class Square : public Shape {
    double s;
public:
    Square(double s) : s(s) {}
    double area() const override { return s * s; }
};
std::ostream& operator<<(std::ostream& out, const Shape& s) { return out << "area " << s.area(); }
int main() {
    std::vector<std::unique_ptr<Shape>> shapes;
    shapes.push_back(std::make_unique<Circle>(1));
    shapes.push_back(std::make_unique<Square>(2));
    for (auto& s : shapes) std::cout << *s << (dynamic_cast<Circle*>(s.get()) ? " round\n" : "\n");
    shapes.clear();
    std::variant<int, std::string> v = "text";
    std::cout << std::visit([](auto& x) { return sizeof(x) > 4; }, v) << std::get<std::string>(v) << "\n";
    try { dynamic_cast<Circle&>(*std::unique_ptr<Shape>(new Square(1))); } catch (const std::bad_cast&) { std::cout << "bad cast\n"; }
}
