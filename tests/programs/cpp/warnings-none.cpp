// What g++ says nothing of, though clang would: arrays of a length that is known later, results that nobody takes.
#include <bits/stdc++.h>
using namespace std;

int main() {
    int n = 2;
    int many[n];
    many[1] = 3.7;
    double half = 0.5;
    vector<int> cut{(int)half, n};
    vector<long long> wide{n};
    cut.empty();
    string s = move(string("a"));
    printf("%d%d%s\n", many[1], int(cut.size() + wide.size()), s.c_str());
    double given = 1.5;
    int list[] = {(int)given};
    unsigned long long big = list[0];
    long double more = 2; // neither is a long, which would be spoken of
    return big + more;
}
