#include <cstdio>
#include <cstdlib>
#include <iostream>
int main() {
    std::atexit([] { std::cout << "never said\n"; });
    std::cout << "before" << std::endl;
    std::puts("not flushed");
    std::abort();
}
