#include <bit>
#include <bitset>
#include <cstdint>
#include <iostream>
int main() {
    std::cout << std::popcount(255u) << std::bitset<8>(37) << ' ' << std::countl_zero(uint32_t(1)) << ' ' << __builtin_popcountll(~0ULL) << '\n';
    unsigned x = 0b1011'0000;
    std::cout << (x & -x) << ' ' << std::has_single_bit(64u) << ' ' << std::bit_ceil(100u) << ' ' << __builtin_ctz(x) << '\n';
    int a = 5, b = 9;
    a ^= b; b ^= a; a ^= b;
    std::cout << a << b << std::endl;
}
