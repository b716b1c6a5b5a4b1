// In which order containers hold and destroy their elements: as libstdc++ does.
import { including } from "./changes.mjs";

const PLACED = `  if constexpr (_UniqueKeys) {
    __pp->__next_ = nullptr;
    for (size_type __first_bucket = 0; __cp != nullptr;) {
      __next_pointer __next = __cp->__next_;
      size_type __bucket = std::__constrain_hash(__cp->__hash(), __bucket_count);
      if (__bucket_list_[__bucket] == nullptr) {
        __cp->__next_ = __pp->__next_;
        __pp->__next_ = __cp;
        __bucket_list_[__bucket] = __pp;
        if (__cp->__next_ != nullptr)
          __bucket_list_[__first_bucket] = __cp;
        __first_bucket = __bucket;
      } else {
        __cp->__next_ = __bucket_list_[__bucket]->__next_;
        __bucket_list_[__bucket]->__next_ = __cp;
      }
      __cp = __next;
    }
    return;
  }
`;
/** @type {import("./changes.mjs").Changes} */
export const CONTAINERS = {
  "__vector/vector.h": [
    [
      "pointer __soon_to_be_end = this->__end_;\n    while (__new_last != __soon_to_be_end)\n" +
        "      __alloc_traits::destroy(this->__alloc_, std::__to_address(--__soon_to_be_end));",
      "for (pointer __gone = __new_last; __gone != this->__end_; ++__gone)\n" +
        "      __alloc_traits::destroy(this->__alloc_, std::__to_address(__gone));",
    ],
    ["return std::max<size_type>(2 * __cap, __new_size);", "return std::max<size_type>(2 * size(), __new_size);"],
  ],
  // What cannot throw is moved and destroyed element by element, not in two rounds.
  "__memory/uninitialized_algorithms.h": [
    [
      "    auto __destruct_first = __result;\n    auto __guard          = std::__make_exception_guard(\n" +
        "        _AllocatorDestroyRangeReverse<_Alloc, _ContiguousIterator>(__alloc, __destruct_first, __result));\n" +
        "    auto __iter = __first;\n",
      `    if constexpr (is_nothrow_move_constructible<_ValueType>::value) {
      for (; __first != __last; ++__first, (void)++__result) {
        allocator_traits<_Alloc>::construct(__alloc, std::__to_address(__result), std::move(*__first));
        allocator_traits<_Alloc>::destroy(__alloc, std::__to_address(__first));
      }
      return;
    }
    auto __destruct_first = __result;
    auto __guard          = std::__make_exception_guard(
        _AllocatorDestroyRangeReverse<_Alloc, _ContiguousIterator>(__alloc, __destruct_first, __result));
    auto __iter = __first;
`,
    ],
  ],
  __tree: [
    ["(*this)(static_cast<__node_pointer>(__ptr->__left_));", "(*this)(static_cast<__node_pointer>(__ptr->__right_));"],
    ["auto __right = __ptr->__right_;", "auto __left = __ptr->__left_;"],
    ["(*this)(static_cast<__node_pointer>(__right));", "(*this)(static_cast<__node_pointer>(__left));"],
  ],
  __hash_table: [
    including("hash"),
    [/size_t (__hash_;|__hash\(\)|__hash\b(?= *=)|__(cp_|nd_|src_)?hash(?=,| *=))/g, "uint64_t $1", 14],
    [
      "inline _LIBCPP_HIDE_FROM_ABI size_t __constrain_hash(size_t __h,",
      "inline _LIBCPP_HIDE_FROM_ABI size_t __constrain_hash(uint64_t __h,",
    ],
    [
      "return !(__bc & (__bc - 1)) ? __h & (__bc - 1) : (__h < __bc ? __h : __h % __bc);",
      "return __h < __bc ? __h : __h % __bc;",
    ],
    [
      /(?<!& |__u\.|__other\.)hash_function\(\)\((__key|__k|__nd->__get_value\(\)|__cp->__get_value\(\)|__src_ptr->__get_value\(\)|__h->__get_value\(\))\)/g,
      "std::__gnu::__hashed<hasher>::__of(hash_function(), $1)",
      9,
    ],
    [
      /std::max<size_type>\(\s*2 \* __bc \+ !std::__is_hash_power2\(__bc\),\s*size_type\(__math::ceil\(float\(size\(\) \+ 1\) \/ max_load_factor\(\)\)\)\)/g,
      "std::__gnu::__grown(__bc, size() + 1, max_load_factor())",
      4,
    ],
    [
      / {2}if \(__n == 1\)\n {4}__n = 2;[\s\S]*?\n\}\n/g,
      `  size_type __least = size_type(__math::ceil(float(size() + 1) / max_load_factor()));
  __n = std::__gnu::__buckets(__n > __least ? __n : __least);
  if (__n != bucket_count())
    __do_rehash<_UniqueKeys>(__n);
}
`,
    ],
    [
      "  if (!__cp)\n    return;\n\n  size_type __chash       = std",
      `  if (!__cp)\n    return;\n\n${PLACED}\n  size_type __chash       = std`,
    ],
  ],
  unordered_map: [
    [
      "template <class _Key, class _Cp, class _Hash, class _Pred>\ninline _LIBCPP_HIDE_FROM_ABI void\nswap(__unordered_map_hasher",
      `namespace __gnu {
template <class _Key, class _Cp, class _Hash, class _Pred>
struct __hashed<__unordered_map_hasher<_Key, _Cp, _Hash, _Pred> > {
  using __by_type = __unordered_map_hasher<_Key, _Cp, _Hash, _Pred>;
  static uint64_t __of(const __by_type& __by, const _Cp& __value) { return __of(__by, __value.first); }
  static uint64_t __of(const __by_type& __by, const _Key& __key) { return __hashed<_Hash>::__of(__by.hash_function(), __key); }
  template <class _Other>
  static uint64_t __of(const __by_type& __by, const _Other& __key) { return __hashed<_Hash>::__of(__by.hash_function(), __key); }
};
} // namespace __gnu

template <class _Key, class _Cp, class _Hash, class _Pred>
inline _LIBCPP_HIDE_FROM_ABI void
swap(__unordered_map_hasher`,
    ],
  ],
};
