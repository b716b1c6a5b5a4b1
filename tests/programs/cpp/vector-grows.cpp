// When a vector takes more memory, how much, and in which order it moves or copies what it holds.
#include <iostream>
#include <vector>

struct Loud {
    int id;
    explicit Loud(int id) : id(id) { std::cout << "+" << id << ' '; }
    Loud(const Loud &other) : id(other.id) { std::cout << "copy" << id << ' '; }
    Loud(Loud &&other) noexcept : id(other.id) {
        other.id = 0;
        std::cout << "move" << id << ' ';
    }
    Loud &operator=(const Loud &) = default;
    ~Loud() { std::cout << "-" << id << ' '; }
};

struct Copied {
    int id;
    explicit Copied(int id) : id(id) {}
    Copied(const Copied &other) : id(other.id) { std::cout << "copy" << id << ' '; }
    ~Copied() { std::cout << "-" << id << ' '; }
};

int main() {
    std::vector<int> numbers(13);
    numbers.reserve(20);
    numbers.resize(25);
    std::cout << numbers.capacity() << ' ';
    numbers.insert(numbers.end(), 40, 1);
    std::cout << numbers.capacity() << ' ';
    numbers.insert(numbers.begin(), {1, 2, 3});
    std::cout << numbers.capacity() << ' ';
    numbers.assign(200, 1);
    std::cout << numbers.capacity() << ' ';
    numbers.push_back(1);
    std::cout << numbers.capacity() << '\n';
    std::vector<Loud> loud;
    for (int i = 1; i <= 3; i++) loud.emplace_back(i);
    std::cout << '\n';
    loud.reserve(10);
    std::cout << '\n';
    std::vector<Copied> copied;
    for (int i = 1; i <= 3; i++) copied.emplace_back(i);
    std::cout << '\n';
}
