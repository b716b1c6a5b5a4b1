#include <iostream>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>
using namespace std;

template <class Map> void show(const char *name, const Map &map) {
    cout << name << ':';
    for (const auto &[key, value] : map) cout << ' ' << key << '=' << value;
    cout << '\n';
}
template <class Set> void list(const char *name, const Set &set) {
    cout << name << ':';
    for (const auto &key : set) cout << ' ' << key;
    cout << " (" << set.bucket_count() << ")\n";
}
struct Point {
    int x, y;
    bool operator==(const Point &) const = default;
};
struct PointHash {
    size_t operator()(const Point &point) const { return hash<int>{}(point.x) ^ (hash<int>{}(point.y) << 1); }
};

int main() {
    unordered_map<string, int> words;
    for (string word : {"the", "quick", "brown", "fox", "jumps", "over", "the", "lazy", "dog", "and", "runs", "away",
                        "from", "an", "unusually", "long", "word"})
        ++words[word];
    show("words", words);
    words.erase("fox");
    words["cat"] = 9;
    show("changed", words);
    auto copy = words;
    copy["later"] = 1;
    show("copy", copy);
    unordered_map<string, double> listed{{"apple", 1.5}, {"banana", 0.25}, {"cherry", 3}, {"date", 4}};
    show("listed", listed);
    listed.emplace("elder", 5);
    listed.insert({"fig", 6});
    show("more", listed);

    unordered_set<int> numbers{5, -3, 100, 17, 42};
    list("listed", numbers);
    for (int i = 0; i < 40; ++i) numbers.insert(i * i * 37 % 1000 - 200);
    list("numbers", numbers);
    numbers.reserve(200);
    list("reserved", numbers);
    vector<int> given{3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5};
    list("of a vector", unordered_set<int>(given.begin(), given.end()));
    list("long long", unordered_set<long long>{1LL << 40, -1, 1LL << 33, 7});
    list("chars", unordered_set<char>{'h', 'e', 'l', 'o'});
    list("real", unordered_set<double>{1.5, 0.0, -2.25, 3.75});
    list("views", unordered_set<string_view>{"one", "two", "three", "four"});

    unordered_map<Point, int, PointHash> points;
    for (int x = 0; x < 4; ++x)
        for (int y = 0; y < 3; ++y) points[{x, y}] = x * y;
    for (auto &[point, value] : points) cout << '(' << point.x << ',' << point.y << ")=" << value << ' ';
    cout << '\n';
    unordered_map<char, vector<int>> places;
    string text = "mississippi river";
    for (int i = 0; i < (int)text.size(); ++i) places[text[i]].push_back(i);
    for (auto &[letter, at] : places) cout << letter << at.size() << ' ';
    cout << '\n';
}
