#include <condition_variable>
#include <functional>
#include <iostream>
#include <memory>
#include <random>
using namespace std;

int list[4];
int set = 0;

int main() {
    vector<int> numbers{4, 1, 3, 2};
    sort(numbers.begin(), numbers.end(), greater<int>());
    for (int number : numbers) list[set++] = number;
    atomic<int> count{0};
    thread worker([&] { for (int i = 0; i < 5; ++i) ++count; });
    worker.join();
    mt19937 random(7);
    cout << accumulate(numbers.begin(), numbers.end(), 0) << ' ' << count << ' ' << list[0] << ' ' << set << endl;
    cout << sqrt(16.0) << ' ' << INT_MAX << ' ' << random() << ' ' << abs(-3) << endl;
    uint8_t byte = 255;
    unordered_map<string, tuple<int, int>> places{{"a", {1, 2}}};
    cout << int(byte) << ' ' << get<1>(places["a"]) << ' ' << toupper('a') << endl;
    usleep(10);
}
