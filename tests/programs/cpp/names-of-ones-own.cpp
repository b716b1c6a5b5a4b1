// Names of the program's own that the standard library has too, in headers that it did not include.
#include <iostream>
#include <string>
#include <vector>
using namespace std;

int count = 0;
int index = 0;
vector<int> list;
double log = 0.5;
int y1 = 3;
bool optional = true;
enum class set { none, some };

struct array {
    int rows, columns;
};

template <typename T>
class stack {
    vector<T> items;

public:
    void push(T item) {
        items.push_back(item);
        ++count;
    }
    T pop() {
        T last = items.back();
        items.pop_back();
        return last;
    }
    bool empty() const { return items.empty(); }
};

class queue {
    stack<string> in, out;

public:
    void push(const string &item) { in.push(item); }
    string pop();
};

string queue::pop() {
    if (out.empty())
        while (!in.empty()) out.push(in.pop());
    return out.pop();
}

template <class T>
T gcd(T a, T b) {
    return b == 0 ? a : gcd(b, T(a % b));
}

void sort(vector<int> &numbers) {
    for (size_t i = 0; i < numbers.size(); ++i)
        for (size_t j = i + 1; j < numbers.size(); ++j)
            if (numbers[j] < numbers[i]) swap(numbers[i], numbers[j]);
}

int main() {
    stack<int> numbers;
    for (int i : {3, 1, 2}) numbers.push(i);
    while (!numbers.empty()) list.push_back(numbers.pop());
    sort(list);
    for (int number : list) cout << number << ' ';
    queue waiting;
    waiting.push("first");
    waiting.push("second");
    cout << waiting.pop() << endl;
    array size{2, 3};
    set chosen = set::some;
    string text = "banana";
    cout << count << ' ' << size.rows * size.columns << ' ' << gcd(12, 18) << ' ' << (chosen == set::some) << endl;
    cout << optional << index << y1 << log << ' ' << text.find('n') << max(list[0], 2) << endl;
}
