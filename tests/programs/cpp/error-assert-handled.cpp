#include <cassert>
#include <csignal>
#include <cstdio>
#include <cstdlib>
struct Stack {
    int items[4];
    int size = 0;
    int pop() {
        assert(size > 0 && "empty");
        return items[--size];
    }
};
int main() {
    std::signal(SIGABRT, [](int) { std::fputs("handled\n", stderr); std::_Exit(3); });
    Stack stack;
    return stack.pop();
}
