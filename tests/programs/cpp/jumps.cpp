#include <csetjmp>
#include <cstdio>
#include <stdexcept>

std::jmp_buf back;

void deep(int n) {
    if (n == 0) std::longjmp(back, 7);
    deep(n - 1);
}

int main() {
    volatile int tries = 0;
    int code = setjmp(back);
    std::printf("code %d tries %d\n", code, tries);
    if (tries < 3) {
        tries = tries + 1;
        deep(5);
    }
    try {
        throw std::runtime_error("still caught");
    } catch (const std::exception &error) {
        std::printf("%s\n", error.what());
    }
}
