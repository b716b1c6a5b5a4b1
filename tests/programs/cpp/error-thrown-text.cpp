// What is thrown is a text, which is not an exception: its type is called as GCC calls it.
#include <iostream>
#include <map>
#include <string>
#include <vector>
using namespace std;

int line_of(const vector<string>& names, const string& name) {
    for (size_t i = 0; i < names.size(); i++)
        if (names[i] == name) return i;
    throw string("there is no ") + name;
}

int main() {
    try {
        cout << line_of({"a", "b"}, "b") << endl;
        line_of({"a"}, "c");
    } catch (const string& problem) {
        cout << problem << endl;
    }
    line_of({}, "d");
}
