// Everything that people include, and what the precompiled header is made of. libc++ has no such file of its own.
#pragma once
#include <algorithm>
#include <any>
#include <array>
#include <bit>
#include <bitset>
#include <cassert>
#include <cctype>
#include <chrono>
#include <cmath>
#include <compare>
#include <complex>
#include <concepts>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <deque>
#include <exception>
#include <expected>
#include <forward_list>
#include <fstream>
#include <functional>
#include <initializer_list>
#include <iomanip>
#include <iostream>
#include <iterator>
#include <limits>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <numbers>
#include <numeric>
#include <optional>
#include <ostream>
#include <queue>
#include <random>
#include <ranges>
#include <set>
#include <span>
#include <sstream>
#include <stack>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

/// GNU's own, by which people call them where they solve tasks against the clock.
namespace std {
template <class Number> constexpr Number __gcd(Number one, Number other) {
  while (other != 0) one = std::exchange(other, one % other);
  return one;
}
template <class Number> constexpr int __lg(Number number) {
  return static_cast<int>(std::bit_width(static_cast<std::make_unsigned_t<Number>>(number))) - 1;
}
} // namespace std
