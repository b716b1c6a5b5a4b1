#include <climits>
#include <iostream>
#include <string>
#include <vector>
using namespace std;

const long long MOD = 1e9 + 7;

int bucket(const string &key, int count) {
    int hash = 7;
    for (char c : key) hash = hash * 31 + c;
    return hash % count;
}

int main() {
    int factorial = 1;
    for (int i = 1; i <= 17; i++) factorial *= i;
    cout << "17! = " << factorial << (factorial < 0 ? " (below zero)" : "") << " " << factorial % 1000 << endl;
    long long power = 1;
    for (int i = 0; i < 40; i++) power *= 3;
    cout << power << " " << power % MOD << " " << power / 7 << endl;
    for (string key : {"apple", "interview", "overflow"}) cout << key << " " << bucket(key, 16) << endl;
    int a = 1, b = 1, steps = 0;
    while (b > 0) {
        int next = a + b;
        a = b;
        b = next;
        steps++;
    }
    cout << "fibonacci goes below zero after " << steps << ": " << b << endl;
    vector<int> prices = {INT_MAX, 1, 2};
    int sum = 0;
    for (int p : prices) sum += p;
    cout << "sum " << sum << ", average " << sum / (int)prices.size() << ", half " << sum / 2 << endl;
    int lo = INT_MAX - 2, hi = INT_MAX - 1;
    cout << "middle " << (lo + hi) / 2 << endl;
}
