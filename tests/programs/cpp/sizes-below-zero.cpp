#include <array>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>
using namespace std;

class Stack {
    vector<int> items;

public:
    void push(int x) { items.push_back(x); }
    int peek(int depth) const { return items.at(items.size() - 1 - depth); }
};

int main() {
    string text = "hello";
    vector<int> empty;
    cout << "not found: " << text.find('z') << endl;
    cout << "last index: " << empty.size() - 1 << ", 10 before: " << empty.size() - 10 << endl;
    cout << string::npos << " " << hex << text.rfind("q") << dec << " " << to_string(text.find("x")) << endl;
    size_t wrapped = 0;
    wrapped--;
    ostringstream out;
    out << wrapped << "," << size_t(-1000) << "," << text.size();
    cout << out.str() << " " << 4000000000u << " " << size_t(4000000000) << " " << unsigned(-1) << endl;
    const array<int, 3> three{1, 2, 3};
    int last = -1;
    for (int i = 0; i < 4; i++) {
        try {
            if (i == 0) cout << empty.at(last);
            if (i == 1) cout << text.substr(text.find('z'));
            if (i == 2) cout << text.at(last);
            if (i == 3) cout << three.at(last);
        } catch (const out_of_range &error) {
            cout << error.what() << endl;
        }
    }
    Stack stack;
    stack.push(1);
    stack.peek(1);
}
