// What happens on the way from a throw to its handler, and to the exception itself.
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>
using namespace std;

struct Noisy {
    int id;
    ~Noisy() { cout << id << ' '; }
};
void inner() { Noisy c{3}; throw 1; }
void outer() { Noisy a{1}; Noisy b{2}; inner(); }

struct Thrown {
    string text = "as thrown";
    Thrown() = default;
    Thrown(const Thrown &) = delete;
    ~Thrown() { cout << "destroyed" << endl; }
};

struct Cleaner {
    ~Cleaner() {
        cout << "in flight " << uncaught_exceptions() << endl;
        try { throw 2; } catch (int value) { cout << "inner " << value << endl; }
    }
};

struct Counted {
    static inline int alive = 0;
    Counted() { ++alive; }
    Counted(const Counted &) { ++alive; }
    ~Counted() { --alive; }
};
void deep(int n) {
    Counted here;
    vector<int> heap(10);
    if (n == 0) throw Counted();
    deep(n - 1);
}

void kept() {
    exception_ptr kept;
    try { throw runtime_error("kept"); } catch (...) { kept = current_exception(); }
    try { rethrow_exception(kept); } catch (const exception &error) { cout << "later: " << error.what() << endl; }
    try {
        try { throw runtime_error("inner"); } catch (...) { throw_with_nested(logic_error("outer")); }
    } catch (const exception &error) {
        cout << error.what() << " < ";
        try { rethrow_if_nested(error); } catch (const exception &inner) { cout << inner.what() << endl; }
    }
    try { rethrow_exception(make_exception_ptr(5)); } catch (int value) { cout << "made " << value << endl; }
}

int main() {
    try { outer(); } catch (int) { cout << "caught" << endl; }
    try {
        try {
            throw Thrown();
        } catch (Thrown &thrown) {
            thrown.text = "changed";
            throw;
        }
    } catch (Thrown &thrown) {
        cout << thrown.text << ' ';
    }
    try { Cleaner cleaner; throw 1; } catch (int value) { cout << "outer " << value << endl; }
    cout << "none " << uncaught_exceptions() << endl;
    kept();
    int caught = 0;
    for (int i = 0; i < 10000; ++i) try { deep(20); } catch (const Counted &) { ++caught; }
    cout << caught << ' ' << Counted::alive << endl;
}
