#include <condition_variable>
#include <iostream>
#include <mutex>
#include <queue>
#include <thread>
std::queue<int> items;
std::mutex m;
std::condition_variable cv;
bool done = false;
int main() {
    std::thread consumer([] {
        int sum = 0;
        while (true) {
            std::unique_lock<std::mutex> lock(m);
            cv.wait(lock, [] { return !items.empty() || done; });
            if (items.empty()) break;
            sum += items.front();
            items.pop();
        }
        std::cout << "consumed " << sum << std::endl;
    });
    std::thread producer([] {
        for (int i = 1; i <= 100; ++i) {
            { std::lock_guard<std::mutex> lock(m); items.push(i); }
            cv.notify_one();
        }
        { std::lock_guard<std::mutex> lock(m); done = true; }
        cv.notify_all();
    });
    producer.join();
    consumer.join();
}
