// Sorting and heaps, which leave what compares equal in the order in which libstdc++ leaves it. Included by libc++'s
// own headers, which scripts/gnu changes. `_Policy` is libc++'s: how elements are moved and swapped.
#pragma once
#include <__algorithm/iterator_operations.h>
#include <__assert>
#include <__config>
#include <__iterator/iterator_traits.h>
#include <__utility/move.h>

_LIBCPP_PUSH_MACROS
#include <__undef_macros>

_LIBCPP_BEGIN_NAMESPACE_STD
namespace __gnu {
inline constexpr int __FEW = 16; ///< So few elements are sorted by insertion.

template <class _It>
using __distance_of = __iterator_difference_type<_It>;

template <class _Distance>
constexpr int __depth_for(_Distance __size) {
  int __depth = 0;
  for (; __size > 1; __size >>= 1) __depth += 2;
  return __depth;
}

/// A comparison that says that an element is before itself would run out of the range.
#define _CODESALA_INSIDE(inside)                                                                                       \
  _LIBCPP_ASSERT_VALID_ELEMENT_ACCESS(                                                                                 \
      inside, "Would read out of bounds, does your comparator satisfy strict-weak order")

/// Takes what is at `__at` to where it belongs between `__first` and there.
template <class _Policy, class _It, class _Compare>
constexpr void __insert(_It __first, _It __at, _Compare& __comp) {
  typename iterator_traits<_It>::value_type __value(_IterOps<_Policy>::__iter_move(__at));
  if (__comp(__value, *__first)) {
    for (; __at != __first; --__at) *__at = _IterOps<_Policy>::__iter_move(__at - 1);
  } else {
    for (_It __before = __at - 1; __comp(__value, *__before); --__before) {
      _CODESALA_INSIDE(__before != __first);
      *__at = _IterOps<_Policy>::__iter_move(__before);
      __at = __before;
    }
  }
  *__at = std::move(__value);
}

template <class _Policy, class _It, class _Compare>
constexpr void __insertion_sort(_It __first, _It __last, _Compare& __comp) {
  if (__first == __last) return;
  for (_It __at = __first + 1; __at != __last; ++__at) __gnu::__insert<_Policy>(__first, __at, __comp);
}

/// The median of the second, the middle and the last element parts the others. @return where the second part begins
template <class _Policy, class _It, class _Compare>
constexpr _It __part(_It __first, _It __last, _Compare& __comp) {
  _It __a = __first + 1, __b = __first + (__last - __first) / 2, __c = __last - 1;
  bool __rises = __comp(*__a, *__b);
  _It __low = __rises ? __a : __b, __high = __rises ? __b : __a;
  _It __median = __comp(*__high, *__c) ? __high : __comp(*__low, *__c) ? __c : __low;
  _IterOps<_Policy>::iter_swap(__first, __median);
  for (_It __left = __first + 1, __right = __last;; ++__left) {
    for (; __comp(*__left, *__first); ++__left) _CODESALA_INSIDE(__left + 1 != __last);
    for (--__right; __comp(*__first, *__right); --__right) _CODESALA_INSIDE(__right != __first);
    if (!(__left < __right)) return __left;
    _IterOps<_Policy>::iter_swap(__left, __right);
  }
}

/// Takes `__value` up from the hole, not above `__top`.
template <class _Policy, class _It, class _Compare, class _Value>
constexpr void
__up(_It __first, __distance_of<_It> __hole, __distance_of<_It> __top, _Value& __value, _Compare& __comp) {
  while (__hole > __top) {
    __distance_of<_It> __parent = (__hole - 1) / 2;
    if (!__comp(*(__first + __parent), __value)) break;
    *(__first + __hole) = _IterOps<_Policy>::__iter_move(__first + __parent);
    __hole = __parent;
  }
  *(__first + __hole) = std::move(__value);
}

/// Takes the hole down to a leaf along the larger children, then `__value` up from there.
template <class _Policy, class _It, class _Compare, class _Value>
constexpr void
__down(_It __first, __distance_of<_It> __hole, __distance_of<_It> __size, _Value& __value, _Compare& __comp) {
  __distance_of<_It> __top = __hole;
  for (__distance_of<_It> __child; (__child = 2 * __hole + 1) < __size; __hole = __child) {
    if (__child + 1 < __size && !__comp(*(__first + (__child + 1)), *(__first + __child))) ++__child;
    *(__first + __hole) = _IterOps<_Policy>::__iter_move(__first + __child);
  }
  __gnu::__up<_Policy>(__first, __hole, __top, __value, __comp);
}

template <class _Policy, class _It, class _Compare>
constexpr void __heap(_It __first, _It __last, _Compare& __comp) {
  __distance_of<_It> __size = __last - __first;
  for (__distance_of<_It> __parent = __size / 2; __parent-- > 0;) {
    typename iterator_traits<_It>::value_type __value(_IterOps<_Policy>::__iter_move(__first + __parent));
    __gnu::__down<_Policy>(__first, __parent, __size, __value, __comp);
  }
}

/// Takes the first element of a heap to `__to`, and what is there into the heap.
template <class _Policy, class _It, class _Compare>
constexpr void __pop(_It __first, _It __last, _It __to, _Compare& __comp) {
  typename iterator_traits<_It>::value_type __value(_IterOps<_Policy>::__iter_move(__to));
  *__to = _IterOps<_Policy>::__iter_move(__first);
  __gnu::__down<_Policy>(__first, __distance_of<_It>(0), __last - __first, __value, __comp);
}

/// Afterwards a heap of the smallest stands before `__middle`.
template <class _Policy, class _It, class _Compare>
constexpr void __select(_It __first, _It __middle, _It __last, _Compare& __comp) {
  __gnu::__heap<_Policy>(__first, __middle, __comp);
  for (_It __at = __middle; __at != __last; ++__at)
    if (__comp(*__at, *__first)) __gnu::__pop<_Policy>(__first, __middle, __at, __comp);
}

template <class _Policy, class _It, class _Compare>
constexpr void __sort_parts(_It __first, _It __last, int __depth, _Compare& __comp) {
  while (__last - __first > __FEW) {
    if (__depth-- == 0) {
      __gnu::__heap<_Policy>(__first, __last, __comp);
      for (; __last - __first > 1; --__last) __gnu::__pop<_Policy>(__first, __last - 1, __last - 1, __comp);
      return;
    }
    _It __second = __gnu::__part<_Policy>(__first, __last, __comp);
    __gnu::__sort_parts<_Policy>(__second, __last, __depth, __comp);
    __last = __second;
  }
}

template <class _Policy, class _It, class _Compare>
constexpr void __sort(_It __first, _It __last, _Compare& __comp) {
  __gnu::__sort_parts<_Policy>(__first, __last, __gnu::__depth_for(__last - __first), __comp);
  __gnu::__insertion_sort<_Policy>(__first, __last, __comp);
}

template <class _Policy, class _It, class _Compare>
constexpr void __nth(_It __first, _It __nth, _It __last, _Compare& __comp) {
  for (int __depth = __gnu::__depth_for(__last - __first); __last - __first > 3;) {
    if (__depth-- == 0) {
      __gnu::__select<_Policy>(__first, __nth + 1, __last, __comp);
      _IterOps<_Policy>::iter_swap(__first, __nth);
      return;
    }
    _It __second = __gnu::__part<_Policy>(__first, __last, __comp);
    (__second <= __nth ? __first : __last) = __second;
  }
  __gnu::__insertion_sort<_Policy>(__first, __last, __comp);
}
} // namespace __gnu
_LIBCPP_END_NAMESPACE_STD

#undef _CODESALA_INSIDE
_LIBCPP_POP_MACROS
