#include <atomic>
#include <barrier>
#include <chrono>
#include <iostream>
#include <latch>
#include <mutex>
#include <semaphore>
#include <shared_mutex>
#include <stop_token>
#include <thread>
#include <vector>
using namespace std::chrono_literals;

int main() {
    {
        std::atomic<int> ticks = 0;
        std::jthread worker([&](std::stop_token stop) {
            while (!stop.stop_requested()) {
                ++ticks;
                std::this_thread::sleep_for(2ms);
            }
            std::cout << "stopped\n";
        });
        while (ticks < 3) std::this_thread::sleep_for(1ms);
    }
    std::latch ready(3), go(1);
    std::atomic<int> arrived = 0;
    {
        std::vector<std::jthread> runners;
        for (int i = 0; i < 3; ++i)
            runners.emplace_back([&] {
                ready.count_down();
                go.wait();
                ++arrived;
            });
        ready.wait();
        std::cout << "ready, arrived " << arrived << std::endl;
        go.count_down();
    }
    std::cout << "arrived " << arrived << std::endl;

    int phase = 0;
    std::barrier sync(3, [&]() noexcept { std::cout << "phase " << ++phase << std::endl; });
    {
        std::vector<std::jthread> workers;
        for (int i = 0; i < 3; ++i)
            workers.emplace_back([&] {
                for (int round = 0; round < 2; ++round) sync.arrive_and_wait();
            });
    }

    std::counting_semaphore<2> slots(2);
    std::atomic<int> inside = 0, most = 0;
    {
        std::vector<std::jthread> guests;
        for (int i = 0; i < 6; ++i)
            guests.emplace_back([&] {
                slots.acquire();
                int now = ++inside;
                int seen = most;
                while (now > seen && !most.compare_exchange_weak(seen, now)) {}
                std::this_thread::sleep_for(2ms);
                --inside;
                slots.release();
            });
    }
    std::cout << "most inside " << most << std::endl;

    std::shared_mutex table;
    int value = 0;
    {
        std::jthread writer([&] {
            std::unique_lock lock(table);
            std::this_thread::sleep_for(5ms); // readers wait for the lock meanwhile
            value = 42;
        });
        std::this_thread::sleep_for(1ms);
        std::jthread reader([&] {
            std::shared_lock lock(table);
            std::cout << "read " << value << std::endl;
        });
    }
    std::timed_mutex busy;
    std::lock_guard held(busy);
    std::jthread([&] { std::cout << "got it: " << busy.try_lock_for(5ms) << std::endl; }).join();
}
