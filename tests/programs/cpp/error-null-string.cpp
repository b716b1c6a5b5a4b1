#include <cstdlib>
#include <iostream>
#include <map>
#include <string>
#include <utility>

void attempt(const char *name, auto action) {
    try {
        action();
        std::cout << name << " says nothing" << std::endl;
    } catch (const std::logic_error &error) {
        std::cout << name << ": " << error.what() << std::endl;
    }
}

std::string home() { return std::getenv("NOT_SET"); }

int main() {
    const char *none = nullptr;
    attempt("a string", [&] { std::string text(none); });
    attempt("a part", [&] { std::string text(none, 2); });
    attempt("a result", [] { std::cout << home().size() << '\n'; });
    attempt("a pair", [&] { std::pair<std::string, int> pair(none, 1); });
    attempt("a key", [&] { std::map<std::string, int> ages; ages[none] = 1; });
    attempt("no part", [&] { std::cout << std::string(none, 0).size() << '\n'; });
    std::cout << none << "is not printed" << std::endl;
    std::cout.clear();
    std::cout << "now it is" << std::endl;
    std::cout << home() << std::endl;
}
