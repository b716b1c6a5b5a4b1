#include <climits>
#include <iostream>

int main() {
    long long smallest = LONG_LONG_MAX, largest = LONG_LONG_MIN;
    for (long long number : {5LL, -7LL, 12LL}) {
        smallest = std::min(smallest, number);
        largest = std::max(largest, number);
    }
    std::cout << smallest << " " << largest << " " << ULONG_LONG_MAX << "\n";
}
