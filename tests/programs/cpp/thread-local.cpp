#include <iostream>
#include <thread>
thread_local int count = 1;
int main() {
    std::thread([] { count = 5; }).join();
    std::cout << count << std::endl;
}
