#include <iostream>
void hurl() { throw 3; }
void never() noexcept { hurl(); }
int main() {
    try {
        never();
    } catch (...) {
        std::cout << "wrong" << std::endl;
    }
}
