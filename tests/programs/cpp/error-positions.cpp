#include <array>
#include <bitset>
#include <deque>
#include <iostream>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>
using namespace std;

template <class Action> void told(Action action) {
    try {
        action();
        cout << "nothing\n";
    } catch (const exception &error) {
        cout << error.what() << endl;
    }
}

int main() {
    vector<int> numbers{1, 2, 3};
    const vector<string> words{"a"};
    string text = "abc";
    const string fixed = "abcdef";
    deque<int> both{1};
    array<int, 4> four{};
    bitset<8> bits;
    string_view view = "view";
    told([&] { cout << numbers.at(5); });
    told([&] { cout << words.at(1); });
    told([&] { cout << text.at(3); });
    told([&] { cout << fixed.at(10); });
    told([&] { cout << text.substr(5); });
    told([&] { cout << fixed.substr(7, 2); });
    told([&] { text.erase(9); });
    told([&] { text.insert(4, "x"); });
    told([&] { text.insert(4, 2, 'x'); });
    told([&] { text.replace(6, 1, "y"); });
    told([&] { text.append(fixed, 8, 1); });
    told([&] { both.at(2) = 1; });
    told([&] { four.at(4) = 1; });
    told([&] { bits.test(8); });
    told([&] { bits.set(9); });
    told([&] { bits.flip(10); });
    told([&] { bits.reset(11); });
    told([&] { cout << view.at(4); });
    told([&] { cout << view.substr(5); });
    told([&] { cout << bitset<4>("10x1"); });
    told([&] { vector<int> none(-1); });
    told([&] { numbers.reserve(-1); });
    told([&] { string huge(-5, 'a'); });
    told([&] { cout << stoi("x"); });
    told([&] { cout << stoi("99999999999"); });
    told([&] { map<int, int> empty; empty.at(1); });
    told([&] { unordered_map<int, int> empty; empty.at(1); });
    told([&] { variant<int, string> either = 1; get<string>(either); });
    told([&] { optional<int> none; none.value(); });
    numbers.at(3) = 1;
}
