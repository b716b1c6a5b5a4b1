// What libstdc++ says of a position outside of a container. Included by libc++'s own headers, which scripts/gnu changes.
#pragma once
#include <__config>
#include <cstddef>

_LIBCPP_BEGIN_NAMESPACE_STD
namespace __gnu {
/// Throws std::out_of_range. @param __format printf's, with both numbers in it as %llu. In throwing.cpp.
[[noreturn]] void __out_of_range(const char *__format, size_t __position, size_t __size);
/// Throws std::logic_error. In throwing.cpp.
[[noreturn]] void __string_of_null();
} // namespace __gnu
_LIBCPP_END_NAMESPACE_STD
