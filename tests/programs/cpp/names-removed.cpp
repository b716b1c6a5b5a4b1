#include <bits/stdc++.h>
using namespace std;

// As in books and answers from before C++17, which g++ still compiles.
struct PairHash : public unary_function<pair<int, int>, size_t> {
    size_t operator()(const pair<int, int> &p) const { return p.first * 31 + p.second; }
};
struct Longer : binary_function<string, string, bool> {
    bool operator()(const string &a, const string &b) const { return a.size() > b.size(); }
};
bool isEven(int x) { return x % 2 == 0; }
int draw(int n) { return n / 2; }
struct Shape {
    int sides;
    bool isSquare() const { return sides == 4; }
};

int main() {
    srand(42);
    vector<int> cards(10);
    iota(cards.begin(), cards.end(), 1);
    random_shuffle(cards.begin(), cards.end());
    for (int c : cards) cout << c << " ";
    cout << endl;
    random_shuffle(cards.begin(), cards.end(), draw);
    for (int c : cards) cout << c << " ";
    cout << endl;
    unordered_set<pair<int, int>, PairHash> seen;
    seen.insert({1, 2});
    cout << seen.count({1, 2}) << seen.count({2, 1}) << endl;
    set<string, Longer> words = {"a", "ccc", "bb"};
    for (auto &w : words) cout << w << " ";
    cout << endl;
    cout << count_if(cards.begin(), cards.end(), bind2nd(greater<int>(), 5)) << " "
         << count_if(cards.begin(), cards.end(), not1(ptr_fun(isEven))) << endl;
    vector<Shape> shapes = {{3}, {4}, {4}};
    cout << count_if(shapes.begin(), shapes.end(), mem_fun_ref(&Shape::isSquare)) << endl;
    auto_ptr<int> owner(new int(7));
    auto_ptr<int> next = owner;
    cout << *next << (owner.get() == NULL ? " moved" : " kept") << endl;
}
