#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

struct Step {
    std::string name;
    explicit Step(std::string n) : name(n) { std::cout << "begin " << name << std::endl; }
    ~Step() { std::cout << "end " << name << std::endl; }
};

void fail(int depth) {
    Step step("depth " + std::to_string(depth));
    if (depth == 0) throw std::runtime_error("too deep");
    fail(depth - 1);
}

int main() {
    try {
        Step step("handled");
        fail(1);
    } catch (const std::exception &error) {
        std::cout << "caught " << error.what() << std::endl;
    }
    std::vector<std::unique_ptr<Step>> steps;
    steps.push_back(std::make_unique<Step>("kept"));
    std::cerr << "nobody catches the next one" << std::endl;
    fail(2);
}
