#include <cstdlib>
#include <iostream>
struct Static {
    ~Static() { std::cout << "static destroyed" << std::endl; }
} instance;
int main() {
    std::atexit([] { std::cout << "at exit" << std::endl; });
    std::cerr << "failing" << std::endl;
    std::exit(42);
}
