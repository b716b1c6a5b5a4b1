#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>
using namespace std;

template <typename T>
void print(const string &label, const vector<T> &values) {
    cout << label << ":";
    for (const auto &value : values) cout << ' ' << value;
    cout << " (" << values.size() << ")" << endl;
}

void print(const string &label, double value) { cout << label << " = " << value << endl; }

template <typename K, typename V>
void println(string label, const map<K, V> &values) {
    cout << label << " {";
    for (const auto &[key, value] : values) cout << key << ':' << value << ' ';
    cout << "}" << endl;
}

string format(const string &name, int width) {
    ostringstream out;
    out << '[' << string(width - name.size(), '.') << name << ']';
    return out.str();
}

int main() {
    vector<int> numbers{3, 1, 2};
    print("numbers", numbers);
    print("sum", 6);
    print("average", 2.5f);
    map<string, int> counts{{"a", 1}, {"b", 2}};
    println("counts", counts);
    cout << format("name", 8) << endl;
}
