#include <condition_variable>
#include <iostream>
#include <mutex>
#include <queue>
#include <thread>
#include <vector>

template <class T>
class BoundedQueue {
    std::queue<T> items;
    std::size_t capacity;
    std::mutex m;
    std::condition_variable notFull, notEmpty;

public:
    explicit BoundedQueue(std::size_t capacity) : capacity(capacity) {}
    void push(T item) {
        std::unique_lock<std::mutex> lock(m);
        notFull.wait(lock, [&] { return items.size() < capacity; });
        items.push(std::move(item));
        notEmpty.notify_one();
    }
    T pop() {
        std::unique_lock<std::mutex> lock(m);
        notEmpty.wait(lock, [&] { return !items.empty(); });
        T item = std::move(items.front());
        items.pop();
        notFull.notify_one();
        return item;
    }
};

int main() {
    BoundedQueue<int> queue(2);
    std::vector<std::thread> producers;
    for (int p = 0; p < 3; ++p)
        producers.emplace_back([&queue, p] {
            for (int i = 0; i < 10; ++i) queue.push(p * 100 + i);
        });
    long long sum = 0;
    std::thread consumer([&] {
        for (int i = 0; i < 30; ++i) sum += queue.pop();
    });
    for (auto& producer : producers) producer.join();
    consumer.join();
    std::cout << "sum " << sum << std::endl;

    // Ping and pong: each waits for the other's turn.
    std::mutex m;
    std::condition_variable turned;
    bool isPing = true;
    auto say = [&](bool mine, const char* word) {
        for (int i = 0; i < 3; ++i) {
            std::unique_lock<std::mutex> lock(m);
            turned.wait(lock, [&] { return isPing == mine; });
            std::cout << word << ' ' << i << '\n';
            isPing = !mine;
            turned.notify_all();
        }
    };
    std::thread pong(say, false, "pong"), ping(say, true, "ping");
    ping.join();
    pong.join();
}
