#include <cstdlib>
#include <iostream>
#include <memory>
#include <thread>

struct Noisy {
    const char *name;
    ~Noisy() { std::cout << name << " goes\n"; }
};

Noisy global{"global"};

void deep() {
    Noisy local{"local"};
    std::unique_ptr<Noisy> owned(new Noisy{"owned"});
    try {
        std::cout << "leaving\n";
        std::exit(256 + 7);
    } catch (...) {
        std::cout << "an exit is no exception\n";
    }
}

int main() {
    std::thread unjoined([] { std::this_thread::sleep_for(std::chrono::seconds(20)); });
    std::atexit([] { std::cout << "at exit\n"; });
    deep();
}
