// A recursion that a compiler could turn into a loop.
#include <cstdio>
int factorial(int n) { return n * factorial(n - 1); }
int main() {
    std::puts("in");
    std::fflush(stdout);
    return factorial(5);
}
