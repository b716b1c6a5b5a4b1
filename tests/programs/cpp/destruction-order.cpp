#include <array>
#include <deque>
#include <iostream>
#include <list>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>
using namespace std;

struct Noisy {
    string name;
    Noisy(string given) : name(move(given)) {}
    Noisy(const Noisy &other) : name(other.name) { cout << "copy " << name << ' '; }
    Noisy(Noisy &&other) noexcept : name(move(other.name)) { cout << "move " << name << ' '; }
    Noisy &operator=(const Noisy &) = default;
    ~Noisy() {
        if (!name.empty()) cout << '~' << name << ' ';
    }
    bool operator<(const Noisy &other) const { return name < other.name; }
};

int main() {
    {
        vector<Noisy> grown;
        for (const char *name : {"a", "b", "c", "d", "e"}) {
            cout << "push " << name << ": ";
            grown.emplace_back(name);
            cout << '\n';
        }
        grown.erase(grown.begin() + 1);
        cout << "erased\n";
        grown.resize(2, Noisy("x"));
        cout << "resized\n";
        grown.clear();
        cout << "cleared\n";
    }
    {
        vector<unique_ptr<Noisy>> owners;
        for (int i = 0; i < 4; ++i) owners.push_back(make_unique<Noisy>(to_string(i)));
    }
    cout << "owners gone\n";
    {
        map<int, Noisy> tree;
        for (int i : {5, 2, 8, 1, 9, 3, 7}) tree.emplace(i, "m" + to_string(i));
        set<Noisy> names;
        for (const char *name : {"q", "p", "r"}) names.emplace(name);
        cout << "\ntrees: ";
    }
    {
        list<Noisy> chain;
        deque<Noisy> both;
        for (const char *name : {"1", "2", "3"}) chain.emplace_back(name), both.emplace_front(name);
        array<Noisy, 2> two{Noisy("left"), Noisy("right")};
        Noisy heap[] = {Noisy("h1"), Noisy("h2")};
        cout << "\nothers: ";
    }
    cout << '\n';
}
