// What libstdc++ draws from a generator: programs with a fixed seed print what they print with g++. Included by libc++'s
// own headers, which scripts/gnu changes.
#pragma once
#include <__algorithm/iter_swap.h>
#include <__config>
#include <__iterator/distance.h>
#include <__iterator/iterator_traits.h>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>

_LIBCPP_BEGIN_NAMESPACE_STD
namespace __gnu {

template <class _Generator> inline constexpr uint64_t __span = uint64_t(_Generator::max()) - _Generator::min();

/// From 0 to below `__count`, by Lemire's multiplication; the generator gives all the bits of `_Word`.
template <class _Wide, class _Word, class _Generator> uint64_t __below(_Generator &__generator, _Word __count) {
  _Wide __product = _Wide(_Word(__generator())) * __count;
  if (_Word(__product) < __count) {
    _Word __threshold = _Word(-__count) % __count;
    while (_Word(__product) < __threshold) __product = _Wide(_Word(__generator())) * __count;
  }
  return uint64_t(__product >> numeric_limits<_Word>::digits);
}

/// From 0 to `__most`.
template <class _Generator> uint64_t __up_to(_Generator &__generator, uint64_t __most) {
  constexpr uint64_t __all = __span<_Generator>;
  if (__all == __most) return uint64_t(__generator()) - _Generator::min();
  if (__all < __most) {
    for (;;) {
      uint64_t __high = (__all + 1) * __up_to(__generator, __most / (__all + 1));
      uint64_t __number = __high + (uint64_t(__generator()) - _Generator::min());
      if (__number <= __most && __number >= __high) return __number;
    }
  }
  uint64_t __count = __most + 1;
  if constexpr (__all == numeric_limits<uint64_t>::max()) {
    return __below<unsigned __int128, uint64_t>(__generator, __count);
  } else if constexpr (__all == numeric_limits<uint32_t>::max()) {
    return __below<uint64_t, uint32_t>(__generator, uint32_t(__count));
  } else {
    uint64_t __scale = __all / __count, __number;
    do __number = uint64_t(__generator()) - _Generator::min();
    while (__number >= __count * __scale);
    return __number / __scale;
  }
}

/// Two positions from one draw: from 0 to below `__first`, and to below `__second`.
template <class _Generator> struct __two {
  uint64_t __one, __other;
  __two(uint64_t __first, uint64_t __second, _Generator &__generator) {
    uint64_t __drawn = __up_to(__generator, __first * __second - 1);
    __one = __drawn / __second;
    __other = __drawn % __second;
  }
};

template <class _Iterator, class _Generator, class _Swap>
void __shuffle(_Iterator __first, _Iterator __last, _Generator &__generator, _Swap __swap) {
  if (__first == __last) return;
  uint64_t __count = __last - __first;
  _Iterator __at = __first + 1;
  if (__span<_Generator> / __count >= __count) {
    if (__count % 2 == 0) __swap(__at++, __first + __up_to(__generator, 1));
    while (__at != __last) {
      uint64_t __reached = uint64_t(__at - __first) + 1;
      __two<_Generator> __drawn(__reached, __reached + 1, __generator);
      __swap(__at++, __first + __drawn.__one);
      __swap(__at++, __first + __drawn.__other);
    }
  }
  for (; __at != __last; ++__at) __swap(__at, __first + __up_to(__generator, __at - __first));
}

template <class _Iterator, class _Output, class _Generator>
_Output __sample(_Iterator __first, uint64_t __left, _Output __output, uint64_t __wanted, _Generator &__generator) {
  if (__wanted > __left) __wanted = __left;
  auto __next = [&](bool __isTaken) {
    if (__isTaken) *__output++ = *__first;
    __wanted -= __isTaken;
    ++__first;
  };
  if (__left && __span<_Generator> / __left >= __left) {
    while (__wanted && __left >= 2) {
      __two<_Generator> __drawn(__left, __left - 1, __generator);
      __left -= 2;
      __next(__drawn.__one < __wanted);
      if (__wanted) __next(__drawn.__other < __wanted);
    }
  }
  while (__wanted) __next(__up_to(__generator, --__left) < __wanted);
  return __output;
}

template <class _Unit> double __geometric(_Unit __unit, double __chance, double __most) {
  double __half = (1 - numeric_limits<double>::epsilon()) / 2, __drawn;
  do __drawn = std::floor(std::log(1.0 - __unit()) / std::log(1.0 - __chance));
  while (__drawn >= __most + __half);
  return __drawn + __half;
}

/// For a small mean.
template <class _Unit> uint64_t __poisson(_Unit __unit, double __mean) {
  uint64_t __number = 0;
  double __product = 1.0;
  do {
    __product *= __unit();
    ++__number;
  } while (__product > std::exp(-__mean));
  return __number - 1;
}

} // namespace __gnu

/// No longer of the language, though of libstdc++. @param __random Draws from 0 to below its argument.
template <class _Iterator, class _Random> void random_shuffle(_Iterator __first, _Iterator __last, _Random &&__random) {
  if (__first == __last) return;
  for (_Iterator __at = __first + 1; __at != __last; ++__at) {
    _Iterator __other = __first + __random(__at - __first + 1);
    if (__at != __other) std::iter_swap(__at, __other);
  }
}
template <class _Iterator> void random_shuffle(_Iterator __first, _Iterator __last) {
  std::random_shuffle(__first, __last, [](auto __count) { return std::rand() % __count; });
}
_LIBCPP_END_NAMESPACE_STD
