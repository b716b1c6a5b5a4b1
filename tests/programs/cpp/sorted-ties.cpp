// What compares equal stays in the order in which g++'s library leaves it: sorts, heaps, selections.
#include <algorithm>
#include <iostream>
#include <queue>
#include <string>
#include <vector>

struct Person {
    int id, age;
};

bool younger(const Person &a, const Person &b) { return a.age < b.age; }

void show(const std::string &title, const std::vector<Person> &people) {
    std::cout << title << ':';
    for (const Person &person : people) std::cout << ' ' << person.id;
    std::cout << '\n';
}

int main() {
    for (int size : {2, 5, 16, 17, 40, 300}) {
        std::vector<Person> people;
        for (int i = 0; i < size; i++) people.push_back({i, i * 7 % 5});
        auto sorted = people;
        std::sort(sorted.begin(), sorted.end(), younger);
        show("sort", sorted);
        sorted = people;
        std::ranges::sort(sorted, std::greater{}, &Person::age);
        show("ranges", sorted);
        sorted = people;
        std::partial_sort(sorted.begin(), sorted.begin() + size / 3, sorted.end(), younger);
        show("partial_sort", sorted);
        sorted = people;
        std::nth_element(sorted.begin(), sorted.begin() + size / 2, sorted.end(), younger);
        show("nth_element", sorted);
        sorted = people;
        std::make_heap(sorted.begin(), sorted.end(), younger);
        std::pop_heap(sorted.begin(), sorted.end(), younger);
        show("heap", sorted);
        std::priority_queue<Person, std::vector<Person>, decltype(&younger)> queue(younger);
        for (const Person &person : people) queue.push(person);
        std::cout << "queue:";
        for (; !queue.empty(); queue.pop()) std::cout << ' ' << queue.top().id;
        std::cout << '\n';
    }
    // As many as make the halving of a sort give up, and a heap take over.
    std::vector<Person> killer;
    const int half = 1000;
    for (int i = 1; i <= half; i += 2) killer.push_back({i, i}), killer.push_back({-i, half + i});
    for (int i = 1; i <= half; i++) killer.push_back({i * 3, 2 * i});
    std::sort(killer.begin(), killer.end(), younger);
    long long sum = 0;
    for (std::size_t i = 0; i < killer.size(); i++) sum += static_cast<long long>(i) * killer[i].id;
    std::cout << sum << ' ' << std::is_sorted(killer.begin(), killer.end(), younger) << '\n';
}
