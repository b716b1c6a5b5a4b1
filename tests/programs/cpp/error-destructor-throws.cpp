#include <iostream>
#include <stdexcept>
void hurl() { throw std::logic_error("from a destructor"); }
struct Bad {
    ~Bad() { hurl(); }
};
int main() {
    try {
        Bad bad;
    } catch (...) {
        std::cout << "wrong" << std::endl;
    }
}
