// How libstdc++ reads numbers from streams: as far as the characters make one, so that of `12abc` 12 is read and `abc`
// is left. Included by libc++'s own headers, which scripts/gnu changes.
#pragma once
#include <__config>
#include <__type_traits/is_signed.h>
#include <__type_traits/make_unsigned.h>
#include <cmath>
#include <cstdlib>
#include <ios>
#include <limits>
#include <string>

_LIBCPP_BEGIN_NAMESPACE_STD
namespace __gnu {

inline int __digit(char __sign) {
  if (__sign >= '0' && __sign <= '9') return __sign - '0';
  if (__sign >= 'a' && __sign <= 'f') return __sign - 'a' + 10;
  return __sign >= 'A' && __sign <= 'F' ? __sign - 'A' + 10 : 99;
}

template <class _Iterator, class _Number>
_Iterator __read_integer(_Iterator __at, _Iterator __end, ios_base::fmtflags __flags, ios_base::iostate &__error,
                         _Number &__number) {
  using _Unsigned = __make_unsigned_t<_Number>;
  auto __given = __flags & ios_base::basefield;
  unsigned __base = __given == ios_base::oct ? 8 : __given == ios_base::hex ? 16 : 10;
  bool __isNegative = false, __isFound = false, __isTooLarge = false;
  if (__at != __end && (*__at == '-' || *__at == '+')) {
    __isNegative = *__at == '-';
    ++__at;
  }
  while (__at != __end && *__at == '0' && (!__isFound || __base == 10)) {
    __isFound = true;
    if (__given == 0) __base = 8;
    ++__at;
  }
  if (__isFound && (__given == 0 || __base == 16) && __at != __end && (*__at == 'x' || *__at == 'X')) {
    __base = 16;
    __isFound = false;
    ++__at;
  }
  constexpr bool __isSigned = is_signed<_Number>::value;
  const _Unsigned __most = __isNegative && __isSigned ? _Unsigned(-_Unsigned(numeric_limits<_Number>::min()))
                                                      : _Unsigned(numeric_limits<_Number>::max());
  _Unsigned __read = 0;
  for (; __at != __end; ++__at) {
    unsigned __next = __digit(*__at);
    if (__next >= __base) break;
    __isFound = true;
    if (__read > __most / __base || _Unsigned(__read * __base) > __most - __next) __isTooLarge = true;
    else __read = __read * __base + __next;
  }
  if (__at == __end) __error |= ios_base::eofbit;
  if (!__isFound) {
    __error |= ios_base::failbit;
    __number = 0;
  } else if (__isTooLarge) {
    __error |= ios_base::failbit;
    __number = __isNegative && __isSigned ? numeric_limits<_Number>::min() : numeric_limits<_Number>::max();
  } else {
    __number = _Number(__isNegative ? _Unsigned(-__read) : __read);
  }
  return __at;
}

inline float __converted(const char *__text, char **__end, float) { return std::strtof(__text, __end); }
inline double __converted(const char *__text, char **__end, double) { return std::strtod(__text, __end); }
inline long double __converted(const char *__text, char **__end, long double) { return std::strtold(__text, __end); }

template <class _Iterator, class _Number>
_Iterator __read_real(_Iterator __at, _Iterator __end, ios_base::iostate &__error, _Number &__number) {
  string __text;
  bool __hasDigits = false, __hasPoint = false, __hasPower = false, __mayBeSigned = true;
  for (; __at != __end; ++__at) {
    char __sign = *__at;
    bool __isFirst = __mayBeSigned;
    __mayBeSigned = false;
    if (__sign >= '0' && __sign <= '9') {
      __hasDigits = true;
    } else if ((__sign == '+' || __sign == '-') && __isFirst) {
    } else if (__sign == '.' && !__hasPoint && !__hasPower) {
      __hasPoint = true;
    } else if ((__sign == 'e' || __sign == 'E') && __hasDigits && !__hasPower) {
      __hasPower = __mayBeSigned = true;
    } else {
      break;
    }
    __text.push_back(__sign);
  }
  if (__at == __end) __error |= ios_base::eofbit;
  char *__stop;
  __number = __converted(__text.c_str(), &__stop, _Number());
  if (__text.empty() || *__stop || __stop == __text.c_str()) {
    __error |= ios_base::failbit;
    __number = 0;
  } else if (std::isinf(__number)) {
    __error |= ios_base::failbit;
    __number = std::copysign(numeric_limits<_Number>::max(), __number);
  }
  return __at;
}

} // namespace __gnu
_LIBCPP_END_NAMESPACE_STD
