#include <atomic>
#include <iostream>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

// A class that is locked from outside and, through its own functions, again: recursive_mutex.
class Account {
    mutable std::recursive_mutex m;
    int balance = 100;

public:
    void deposit(int n) { std::lock_guard lock(m); balance += n; }
    bool withdraw(int n) {
        std::lock_guard lock(m);
        if (get() < n) return false;
        deposit(-n);
        return true;
    }
    int get() const { std::lock_guard lock(m); return balance; }
    std::recursive_mutex& mutex() { return m; }
};

int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
int deep(int n) { volatile int here = n; return n == 0 ? 0 : 1 + deep(here - 1); }

int main() {
    Account a, b;
    auto transfer = [](Account& from, Account& to, int n) {
        std::scoped_lock both(from.mutex(), to.mutex());
        std::this_thread::yield();
        if (from.withdraw(n)) to.deposit(n);
    };
    std::vector<std::thread> threads;
    for (int i = 0; i < 100; ++i) {
        threads.emplace_back(transfer, std::ref(a), std::ref(b), 1);
        threads.emplace_back(transfer, std::ref(b), std::ref(a), 1);
    }
    for (auto& thread : threads) thread.join();
    std::cout << a.get() + b.get() << std::endl;

    std::atomic<int> next = 0, sum = 0;
    std::vector<std::thread> workers;
    for (int i = 0; i < 4; ++i)
        workers.emplace_back([&] {
            for (int n; (n = next.fetch_add(1)) < 20;) {
                sum += fib(n);
                std::this_thread::yield();
            }
        });
    for (auto& worker : workers) worker.join();
    std::cout << sum << ' ' << (std::thread::hardware_concurrency() > 0) << std::endl;

    int depth = 0;
    std::thread([&] { depth = deep(2000); }).join();
    std::once_flag once;
    std::vector<std::thread> all;
    for (int i = 0; i < 3; ++i)
        all.emplace_back([&] { std::call_once(once, [] { std::cout << "once\n"; std::this_thread::yield(); }); });
    for (auto& thread : all) thread.join();
    std::cout << depth << ' ' << all.size() << std::endl;
}
