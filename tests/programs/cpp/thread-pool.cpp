#include <condition_variable>
#include <functional>
#include <future>
#include <iostream>
#include <memory>
#include <mutex>
#include <queue>
#include <thread>
#include <vector>
using namespace std;

class ThreadPool {
    vector<thread> workers;
    queue<function<void()>> tasks;
    mutex m;
    condition_variable cv;
    bool stop = false;
public:
    explicit ThreadPool(size_t n) {
        for (size_t i = 0; i < n; ++i)
            workers.emplace_back([this] {
                while (true) {
                    function<void()> task;
                    {
                        unique_lock<mutex> lock(m);
                        cv.wait(lock, [this] { return stop || !tasks.empty(); });
                        if (stop && tasks.empty()) return;
                        task = move(tasks.front());
                        tasks.pop();
                    }
                    task();
                }
            });
    }
    template <class F, class... Args>
    auto enqueue(F&& f, Args&&... args) -> future<invoke_result_t<F, Args...>> {
        using R = invoke_result_t<F, Args...>;
        auto task = make_shared<packaged_task<R()>>(bind(forward<F>(f), forward<Args>(args)...));
        future<R> result = task->get_future();
        { lock_guard<mutex> lock(m); tasks.emplace([task] { (*task)(); }); }
        cv.notify_one();
        return result;
    }
    ~ThreadPool() {
        { lock_guard<mutex> lock(m); stop = true; }
        cv.notify_all();
        for (auto& w : workers) w.join();
    }
};

int main() {
    ThreadPool pool(4);
    vector<future<int>> results;
    for (int i = 0; i < 8; ++i) results.push_back(pool.enqueue([i](int k) { return i * i + k; }, 1));
    for (auto& r : results) cout << r.get() << ' ';
    cout << endl;
    auto failing = pool.enqueue([]() -> int { throw runtime_error("task failed"); });
    try { failing.get(); } catch (const exception& e) { cout << e.what() << endl; }
}
