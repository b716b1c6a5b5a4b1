#include <climits>
#include <cstdint>
#include <iostream>
int main() {
    unsigned u = 0;
    u -= 1;
    std::cout << u << " " << UINT_MAX << "\n";
    uint8_t b = 250;
    b += 10;
    std::cout << int(b) << "\n";
    int64_t big = int64_t(INT_MAX) * 2;
    std::cout << big << "\n";
    std::cout << (-7) / 2 << " " << (-7) % 3 << " " << (7 >> 1) << "\n";
    std::cout << (1 << 10) << " " << (1LL << 40) << "\n";
    std::cout << 'a' + 1 << " " << char('a' + 1) << "\n";
    std::cout << 0.1 + 0.2 << " " << (0.1 + 0.2 == 0.3) << " " << 1e20 << " " << 1.0 / 3 << "\n";
}
