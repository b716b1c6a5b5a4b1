#include <bits/stdc++.h>
using namespace std;
int solve(int n, int row = 0, unsigned cols = 0, unsigned d1 = 0, unsigned d2 = 0) {
    if (row == n) return 1;
    int found = 0;
    unsigned free = ((1u << n) - 1) & ~(cols | d1 | d2);
    while (free) {
        unsigned bit = free & -free;
        free ^= bit;
        found += solve(n, row + 1, cols | bit, (d1 | bit) << 1, (d2 | bit) >> 1);
    }
    return found;
}
int main() {
    for (int n = 1; n <= 9; ++n) printf("%d: %d\n", n, solve(n));
}
