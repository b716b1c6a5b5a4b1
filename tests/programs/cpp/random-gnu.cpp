#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <iterator>
#include <numeric>
#include <random>
#include <string>
#include <vector>
using namespace std;

template <class Distribution, class Engine> void draw(const char *name, Distribution distribution, Engine &engine) {
    cout << name;
    for (int i = 0; i < 6; ++i) cout << ' ' << distribution(engine);
    cout << '\n';
}

int main() {
    mt19937 engine(42);
    draw("dice", uniform_int_distribution<int>(1, 6), engine);
    draw("negative", uniform_int_distribution<int>(-1000000, 1000000), engine);
    draw("wide", uniform_int_distribution<long long>(0, 1'000'000'000'000LL), engine);
    draw("all", uniform_int_distribution<int>(-2147483647 - 1, 2147483647), engine);
    draw("real", uniform_real_distribution<double>(0, 1), engine);
    draw("normal", normal_distribution<double>(10, 2), engine);
    draw("coin", bernoulli_distribution(0.3), engine);
    draw("exponential", exponential_distribution<double>(1.5), engine);
    draw("discrete", discrete_distribution<int>({1, 2, 3, 4}), engine);
    draw("geometric", geometric_distribution<int>(0.2), engine);
    draw("poisson", poisson_distribution<int>(4), engine);

    default_random_engine usual(7);
    cout << "default " << usual() << ' ' << usual() << '\n';
    draw("default dice", uniform_int_distribution<int>(1, 6), usual);
    draw("default wide", uniform_int_distribution<long long>(0, 1'000'000'000'000'000LL), usual);
    mt19937_64 large(5);
    draw("64 bits", uniform_int_distribution<int>(0, 99), large);
    draw("64 bits real", uniform_real_distribution<double>(-1, 1), large);

    for (int size : {1, 2, 7, 10, 100}) {
        vector<int> numbers(size);
        iota(numbers.begin(), numbers.end(), 0);
        shuffle(numbers.begin(), numbers.end(), engine);
        ranges::shuffle(numbers, usual);
        for (int i = 0; i < min(size, 10); ++i) cout << numbers[i] << ' ';
        vector<int> taken;
        sample(numbers.begin(), numbers.end(), back_inserter(taken), 3, engine);
        for (int number : taken) cout << "| " << number << ' ';
        cout << '\n';
    }
    string word = "interview";
    shuffle(word.begin(), word.end(), mt19937(1));
    cout << word << '\n';

    cout << "rand " << rand() << ' ' << rand() % 100 << '\n';
    srand(42);
    for (int i = 0; i < 8; ++i) cout << rand() % 100 << ' ';
    cout << rand() << ' ' << RAND_MAX << '\n';
    srand(0);
    cout << rand() << '\n';
}
