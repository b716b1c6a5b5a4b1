#include <chrono>
#include <ctime>
#include <iostream>
#include <thread>
using namespace std::chrono_literals;
int main() {
    auto start = std::chrono::steady_clock::now();
    std::this_thread::sleep_for(20ms);
    auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start).count();
    std::cout << (ms >= 20) << '\n';
    std::cout << std::chrono::minutes(90).count() << ' ' << std::chrono::duration<double>(1500ms).count() << '\n';
    clock_t c = clock();
    std::cout << (c >= 0) << (time(nullptr) > 1600000000) << '\n';
    std::tm day{};
    day.tm_year = 124; day.tm_mon = 1; day.tm_mday = 29;
    char text[40];
    std::strftime(text, sizeof text, "%Y-%m-%d", &day);
    std::cout << text << '\n';
}
