#include <bits/stdc++.h>
using namespace std;

struct Money {
    long long cents;
};

string format(const string &label, const Money &money) {
    return label + ": " + to_string(money.cents / 100) + "." + (money.cents % 100 < 10 ? "0" : "") +
           to_string(money.cents % 100);
}

string format(double value, int digits) {
    ostringstream out;
    out << fixed << setprecision(digits) << value;
    return out.str();
}

void print(const vector<int> &numbers) {
    for (size_t i = 0; i < numbers.size(); ++i) cout << (i ? ", " : "[") << numbers[i];
    cout << "]" << endl;
}

template <typename... Values>
void println(const char *first, const Values &...values) {
    cout << first;
    ((cout << ' ' << values), ...);
    cout << endl;
}

int main() {
    cout << format("price", Money{1205}) << endl;
    cout << format(3.14159, 2) << endl;
    print({3, 1, 2});
    println("values", 1, "two", 3.5);
    vector<int> order{1, 2, 3, 4, 5};
    shuffle(order.begin(), order.end(), mt19937(3));
    print(order);
}
