// Error codes of those parts of libc++ that are compiled already, by Linux's numbers: see native/errors.cpp.
#pragma once
#include <__config>
#include <__system_error/error_code.h>

extern "C" int __linux_error(int);

_LIBCPP_BEGIN_NAMESPACE_STD
namespace __gnu {
/// Stands for a pointer to an error code until the end of the call that may set it.
struct __translated {
  error_code &__code;
  explicit __translated(error_code &__ec) noexcept : __code(__ec) {}
  ~__translated() { __code.assign(__linux_error(__code.value()), __code.category()); }
  operator error_code *() const noexcept { return &__code; }
};
} // namespace __gnu
_LIBCPP_END_NAMESPACE_STD
