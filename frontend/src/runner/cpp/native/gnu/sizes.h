// Sizes and positions that went below zero, as `v.size() - 1` of an empty vector and `npos`: on a laptop they go around
// in 64 bits, here in 32. Included by libc++'s own headers, which scripts/gnu changes.
#pragma once
#include <__config>
#include <cstddef>

_LIBCPP_BEGIN_NAMESPACE_STD
namespace __gnu {
/// The number to show: of 64 bits if it is at most a million below zero. Other large ones may well be what they say.
inline unsigned long long __shown(size_t __size) {
  if (__size <= static_cast<size_t>(-1'000'000)) return __size;
  return static_cast<unsigned long long>(static_cast<ptrdiff_t>(__size));
}
} // namespace __gnu
_LIBCPP_END_NAMESPACE_STD
