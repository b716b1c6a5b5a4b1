#include <bits/stdc++.h>
using namespace std;
int main() {
    mutex m;
    int total = 0;
    vector<thread> workers;
    for (int id = 1; id <= 4; ++id)
        workers.emplace_back([&, id] {
            for (int i = 0; i < 1000; ++i) {
                lock_guard<mutex> lock(m);
                total += id;
            }
        });
    for (auto& w : workers) w.join();
    cout << total << endl;
    atomic<int> hits{0};
    {
        thread a([&] { hits += 2; });
        thread b([&] { hits += 3; }); a.join(); b.join();
    }
    cout << hits << endl;
}
