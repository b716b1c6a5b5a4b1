#include <chrono>
#include <condition_variable>
#include <future>
#include <iostream>
#include <mutex>
#include <stdexcept>
#include <thread>
using namespace std;
using namespace std::chrono_literals;

int slow(int n) {
    this_thread::sleep_for(chrono::milliseconds(n));
    return n;
}

int main() {
    // Sleeps overlap: who sleeps less is first.
    mutex m;
    auto say = [&](int n) {
        slow(n * 250);
        lock_guard<mutex> lock(m);
        cout << n << endl;
    };
    thread three(say, 3), one(say, 1), two(say, 2);
    three.join();
    one.join();
    two.join();

    auto result = async(launch::async, slow, 300);
    cout << (result.wait_for(1ms) == future_status::timeout ? "not yet" : "ready") << endl;
    cout << result.get() << endl;

    condition_variable never;
    unique_lock<mutex> lock(m);
    cout << (never.wait_for(lock, 5ms) == cv_status::timeout ? "timeout" : "woken") << endl;
    lock.unlock();

    promise<int> answer;
    auto shared = answer.get_future().share();
    thread first([shared] { cout << "first " << shared.get() << endl; });
    first.detach();
    answer.set_value(7);
    this_thread::sleep_for(300ms);

    promise<void> fails;
    thread second([&fails] {
        try {
            throw logic_error("in a thread");
        } catch (...) {
            fails.set_exception(current_exception());
        }
    });
    try {
        fails.get_future().get();
    } catch (const exception& error) {
        cout << error.what() << endl;
    }
    second.join();

    // An exception is in flight in one thread while another handles its own.
    int caught = 0, again = 0, other = 0;
    thread a([&] {
        try {
            throw 1;
        } catch (int n) {
            caught = n;
            this_thread::sleep_for(10ms);
            try { throw; } catch (int n) { again = n; }
        }
    });
    thread b([&] {
        this_thread::sleep_for(2ms);
        try { throw 2; } catch (int n) { this_thread::sleep_for(20ms); other = n; }
    });
    a.join();
    b.join();
    cout << "a " << caught << again << endl << "b " << other << endl;
}
