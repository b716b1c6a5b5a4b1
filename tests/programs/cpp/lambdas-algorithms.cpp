#include <bits/stdc++.h>
using namespace std;
struct Person { string name; int age; };
int main() {
    vector<Person> people{{"Ana", 31}, {"Bob", 25}, {"Cid", 31}, {"Dan", 19}};
    stable_sort(people.begin(), people.end(), [](auto& a, auto& b) { return a.age > b.age; });
    for (auto& [name, age] : people) cout << name << " " << age << "\n";
    cout << count_if(people.begin(), people.end(), [limit = 20](auto& p) { return p.age > limit; }) << "\n";
    cout << accumulate(people.begin(), people.end(), 0, [](int s, auto& p) { return s + p.age; }) << "\n";
    vector<int> v{5, 3, 3, 1, 5};
    sort(v.begin(), v.end());
    v.erase(unique(v.begin(), v.end()), v.end());
    copy(v.begin(), v.end(), ostream_iterator<int>(cout, ","));
    cout << "\n" << *lower_bound(v.begin(), v.end(), 2) << " " << binary_search(v.begin(), v.end(), 4) << "\n";
    auto fact = [](auto self, int n) -> long long { return n < 2 ? 1 : n * self(self, n - 1); };
    cout << fact(fact, 15) << "\n";
    rotate(v.begin(), v.begin() + 1, v.end());
    cout << v.front() << max({1, 9, 4}) << clamp(15, 0, 10) << gcd(12, 18) << "\n";
}
