#include <iostream>
#include <map>
using namespace std;

map<int, long long> memo;

long long fib(int n) {
    if (n < 2) return n;
    if (memo.count(n)) return memo[n];
    return memo[n] = fib(n - 1) + fib(n - 2);
}

int main() {
    for (int n : {10, 50, 90}) cout << "fib(" << n << ") = " << fib(n) << "\n";
}
