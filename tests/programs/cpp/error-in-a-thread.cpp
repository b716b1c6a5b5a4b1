#include <iostream>
#include <stdexcept>
#include <thread>

int main() {
    std::thread failing([] {
        std::cout << "working" << std::endl;
        throw std::runtime_error("in a thread");
    });
    failing.join();
    std::cout << "never\n";
}
