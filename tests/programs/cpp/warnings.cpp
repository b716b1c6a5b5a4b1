#include <cstdio>

[[nodiscard]] int take() { return 1; }

int f(int a) {
    if (a > 1) return a;
}

int main() {
    take();
    int a = 0;
    if (a = 0) std::printf("%s", a);
    return f(2) - 2;
}
