// Where libstdc++ puts what is in an unordered container: its number of buckets, and its hashes, which have 64 bits.
// Programs print their unordered maps, in this order with g++. Included by libc++'s own headers, which scripts/gnu changes.
#pragma once
#include <__config>
#include <__functional/hash.h>
#include <__fwd/string.h>
#include <__fwd/string_view.h>
#include <__type_traits/is_floating_point.h>
#include <__type_traits/is_integral.h>
#include <__type_traits/is_same.h>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>

_LIBCPP_BEGIN_NAMESPACE_STD
namespace __gnu {

inline uint64_t __mixed(uint64_t __word) { return __word ^ (__word >> 47); }

/// MurmurHash64A.
inline uint64_t __hash_bytes(const void *__data, size_t __length) {
  constexpr uint64_t __factor = 0xc6a4a7935bd1e995;
  auto __bytes = static_cast<const unsigned char *>(__data);
  uint64_t __hash = 0xc70f6907 ^ (__length * __factor);
  for (; __length >= 8; __length -= 8, __bytes += 8) {
    uint64_t __word;
    std::memcpy(&__word, __bytes, 8);
    __hash = (__hash ^ (__mixed(__word * __factor) * __factor)) * __factor;
  }
  if (__length) {
    uint64_t __word = 0;
    std::memcpy(&__word, __bytes, __length);
    __hash = (__hash ^ __word) * __factor;
  }
  return __mixed(__mixed(__hash) * __factor);
}

template <class _Key> struct __wide { // of a type without a hash of 64 bits its own hash serves
  template <class _Hash> static uint64_t __of(const _Hash &__hash, const _Key &__key) { return __hash(__key); }
};
template <class _Key>
  requires is_integral<_Key>::value
struct __wide<_Key> {
  template <class _Hash> static uint64_t __of(const _Hash &, _Key __key) { return uint64_t(int64_t(__key)); }
};
template <class _Key>
  requires is_floating_point<_Key>::value
struct __wide<_Key> {
  template <class _Hash> static uint64_t __of(const _Hash &, _Key __key) {
    return __key == 0 ? 0 : __hash_bytes(&__key, sizeof __key);
  }
};
template <class _Traits, class _Allocator> struct __wide<basic_string<char, _Traits, _Allocator>> {
  template <class _Hash, class _Key> static uint64_t __of(const _Hash &, const _Key &__key) {
    return __hash_bytes(__key.data(), __key.size());
  }
};
template <class _Traits> struct __wide<basic_string_view<char, _Traits>> : __wide<basic_string<char, _Traits>> {};

/// The hash of 64 bits, by the type of what makes a hash.
template <class _Hash> struct __hashed {
  template <class _Key> static uint64_t __of(const _Hash &__hash, const _Key &__key) { return __hash(__key); }
};
template <class _Of> struct __hashed<hash<_Of>> {
  static uint64_t __of(const hash<_Of> &__hash, const _Of &__key) { return __wide<_Of>::__of(__hash, __key); }
};

inline constexpr unsigned __primes[] = {
    2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 103, 109, 113, 127,
    137, 139, 149, 157, 167, 179, 193, 199, 211, 227, 241, 257, 277, 293, 313, 337, 359, 383, 409, 439, 467, 503, 541,
    577, 619, 661, 709, 761, 823, 887, 953, 1031, 1109, 1193, 1289, 1381, 1493, 1613, 1741, 1879, 2029, 2179, 2357,
    2549, 2753, 2971, 3209, 3469, 3739, 4027, 4349, 4703, 5087, 5503, 5953, 6427, 6949, 7517, 8123, 8783, 9497, 10273,
    11113, 12011, 12983, 14033, 15173, 16411, 17749, 19183, 20753, 22447, 24281, 26267, 28411, 30727, 33223, 35933,
    38873, 42043, 45481, 49201, 53201, 57557, 62233, 67307, 72817, 78779, 85229, 92203, 99733, 107897, 116731, 126271,
    136607, 147793, 159871, 172933, 187091, 202409, 218971, 236897, 256279, 277261, 299951, 324503, 351061, 379787,
    410857, 444487, 480881, 520241, 562841, 608903, 658753, 712697, 771049, 834181, 902483, 976369, 1056323, 1142821,
    1236397, 1337629, 1447153, 1565659, 1693859, 1832561, 1982627, 2144977, 2320627, 2510653, 2716249, 2938679,
    3179303, 3439651, 3721303, 4026031, 4355707, 4712381, 5098259, 5515729, 5967347, 6456007, 6984629, 7556579,
    8175383, 8844859, 9569143, 10352717, 11200489, 12117689, 13109983, 14183539, 15345007, 16601593, 17961079,
    19431899, 21023161, 22744717, 24607243, 26622317, 28802401, 31160981, 33712729, 36473443, 39460231, 42691603,
    46187573, 49969847, 54061849, 58488943, 63278561, 68460391, 74066549, 80131819, 86693767, 93793069, 101473717,
    109783337, 118773397, 128499677, 139022417, 150406843, 162723577, 176048909, 190465427, 206062531, 222936881,
    241193053, 260944219
};

/// The number of buckets, at least so many.
inline size_t __buckets(size_t __least) {
  const unsigned *__at = __primes;
  while (*__at < __least && __at + 1 != __primes + sizeof __primes / sizeof *__primes) ++__at;
  return *__at;
}

/// The least number of buckets for one element more than there is room for.
inline size_t __grown(size_t __buckets, size_t __elements, float __load) {
  double __least = double(!__buckets && __elements < 11 ? 11 : __elements) / __load;
  size_t __more = size_t(__least) + 1;
  return __more > 2 * __buckets ? __more : 2 * __buckets;
}

} // namespace __gnu
_LIBCPP_END_NAMESPACE_STD
