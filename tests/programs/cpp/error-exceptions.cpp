#include <iostream>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>
struct BankError : std::runtime_error {
    int amount;
    BankError(int amount) : std::runtime_error("insufficient funds"), amount(amount) {}
};
struct Guard {
    const char* name;
    ~Guard() { std::cout << "leaving " << name << "\n"; }
};
void withdraw(int balance, int amount) {
    Guard guard{"withdraw"};
    if (amount > balance) throw BankError(amount - balance);
}
int main() {
    try {
        withdraw(10, 25);
    } catch (const BankError& e) {
        std::cout << e.what() << ": " << e.amount << "\n";
    }
    try {
        std::vector<int> v(3);
        v.at(5);
    } catch (const std::out_of_range&) {
        std::cout << "out of range\n";
    }
    try {
        std::stoi("abc");
    } catch (const std::invalid_argument&) {
        std::cout << "invalid argument\n";
    }
    try {
        std::map<std::string, int>{}.at("x");
    } catch (const std::exception&) {
        std::cout << "no key\n";
    }
    try {
        std::optional<int>{}.value();
    } catch (const std::bad_optional_access& e) {
        std::cout << e.what() << "\n";
    }
    try {
        try {
            throw 42;
        } catch (int) {
            throw;
        }
    } catch (...) {
        std::cout << "anything\n";
    }
    return 3;
}
