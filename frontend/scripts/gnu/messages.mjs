// What exceptions of positions and sizes say, as libstdc++ says it.
import { including } from "./changes.mjs";

const outOf = (/** @type {string} */ format, /** @type {string} */ position, /** @type {string} */ size) =>
  `std::__gnu::__out_of_range("${format}", ${position}, ${size})`;

const BITSET = ["set", "reset", "flip", "test"];
const inString = (/** @type {string} */ name) =>
  `basic_string::${name}: __pos (which is %llu) > this->size() (which is %llu)`;

/** Functions of strings that check `__pos` against `__sz`, by the line that follows their check. */
const STRINGS = [
  ["assign", "return assign(__str.data() + __pos, std::min(__n, __sz - __pos));"],
  ["append", "return append(__str.data() + __pos, std::min(__n, __sz - __pos));"],
  ["copy", "size_type __rlen = std::min(__n, __sz - __pos);"],
];

/** @type {import("./changes.mjs").Changes} */
export const MESSAGES = {
  "__vector/vector.h": [
    including("thrown"),
    [
      "this->__throw_out_of_range();",
      `${outOf("vector::_M_range_check: __n (which is %llu) >= this->size() (which is %llu)", "__n", "size()")};`,
      2,
    ],
    [
      /this->__throw_length_error\(\);(?=\n {4}auto __allocation)/g,
      'std::__throw_length_error("cannot create std::vector larger than max_size()");',
    ],
    [/this->__throw_length_error\(\);(?=\n {4}__split_buffer)/g, 'std::__throw_length_error("vector::reserve");'],
    [
      /this->__throw_length_error\(\);(?=\n {2}const size_type __cap)/g,
      'std::__throw_length_error("vector::_M_default_append");',
    ],
  ],
  deque: [
    including("thrown"),
    [
      'std::__throw_out_of_range("deque");',
      `${outOf("deque::_M_range_check: __n (which is %llu)>= this->size() (which is %llu)", "__i", "size()")};`,
      2,
    ],
  ],
  array: [
    including("thrown"),
    [
      'std::__throw_out_of_range("array::at");',
      `${outOf("array::at: __n (which is %llu) >= _Nm (which is %llu)", "__n", "_Size")};`,
      2,
    ],
  ],
  bitset: [
    including("thrown"),
    ...BITSET.map(
      (name) =>
        /** @type {[string, string]} */ ([
          `std::__throw_out_of_range("bitset ${name} argument out of range");`,
          `${outOf(`bitset::${name}: __position (which is %llu) >= _Nb (which is %llu)`, "__pos", "_Size")};`,
        ]),
    ),
  ],
  string_view: [
    including("thrown"),
    [
      '__throw_out_of_range("string_view::at")',
      outOf("basic_string_view::at: __pos (which is %llu) >= this->size() (which is %llu)", "__pos", "size()"),
    ],
    [
      '__throw_out_of_range("string_view::substr")',
      outOf("basic_string_view::substr: __pos (which is %llu) > __size (which is %llu)", "__pos", "size()"),
    ],
  ],
  string: [
    including("thrown"),
    [/_LIBCPP_ASSERT_NON_NULL\((.*), "basic_string\(const char\*.*;/g, "if (!($1)) std::__gnu::__string_of_null();", 4],
    ...STRINGS.map(
      ([name, line]) =>
        /** @type {[string, string]} */ ([
          `this->__throw_out_of_range();\n  ${line}`,
          `${outOf(inString(name), "__pos", "__sz")};\n  ${line}`,
        ]),
    ),
    [
      /(?<=__pos > __str(?:_sz|\.size\(\))\)\n {6})this->__throw_out_of_range\(\);(?=\n(?:\n| {4}__init))/g,
      `${outOf(inString("substr"), "__pos", "__str.size()")};`,
      3,
    ],
    [
      "this->__throw_out_of_range();\n  return (*this)[__n];",
      `${outOf("basic_string::at: __n (which is %llu) >= this->size() (which is %llu)", "__n", "size()")};\n  return (*this)[__n];`,
      2,
    ],
    [
      /(?<=erase\(size_type __pos, size_type __n\) \{\n {2}if \(__pos > size\(\)\)\n {4})this->__throw_out_of_range\(\);/g,
      `${outOf(inString("erase"), "__pos", "size()")};`,
    ],
    [
      /(?<=::insert\(size_type __pos, const value_type\* __s, size_type __n\) \{\n(?: {2}_LIBCPP_ASSERT.*\n)? {2}size_type __sz = size\(\);\n {2}if \(__pos > __sz\)\n {4})this->__throw_out_of_range\(\);/g,
      `${outOf(inString("replace"), "__pos", "__sz")};`,
    ],
    [
      /(?<=::insert\(size_type __pos, size_type __n, value_type __c\) \{\n(?: {2}_LIBCPP_ASSERT.*\n)? {2}size_type __sz = size\(\);\n {2}if \(__pos > __sz\)\n {4})this->__throw_out_of_range\(\);/g,
      `${outOf(inString("insert"), "__pos", "__sz")};`,
    ],
    [
      /(?<=::replace\([^)]*\)\s*(?:_LIBCPP_DISABLE_UBSAN_UNSIGNED_INTEGER_CHECK )?\{\n(?: {2}_LIBCPP_ASSERT.*\n)? {2}size_type __sz = size\(\);\n {2}if \(__pos > __sz\)\n {4})this->__throw_out_of_range\(\);/g,
      `${outOf(inString("replace"), "__pos", "__sz")};`,
      2,
    ],
    [
      "if (__pos1 > __sz || __n2 == npos)\n    this->__throw_out_of_range();",
      `if (__pos1 > __sz || __n2 == npos)\n    ${outOf(inString("compare"), "__pos1", "__sz")};`,
    ],
    ['std::__throw_length_error("basic_string");', 'std::__throw_length_error("basic_string::_M_create");'],
  ],
  "__ostream/basic_ostream.h": [
    [
      "return std::__put_character_sequence(__os, __str, _Traits::length(__str));",
      "if (__str) return std::__put_character_sequence(__os, __str, _Traits::length(__str));\n" +
        "  __os.setstate(ios_base::badbit);\n  return __os;",
      2,
    ],
  ],
  future: [
    [
      /^_Rp&? future<_Rp&?>::get\(\) \{\n/gm,
      "$&  if (__state_ == nullptr)\n    std::__throw_future_error(future_errc::no_state);\n",
      2,
    ],
    // Of void it is compiled already, without the question.
    [
      / {2}void get\(\);\n(?=\n {2}_LIBCPP_HIDE_FROM_ABI void swap)/g,
      `  void __get() __asm__("_ZNSt3__26futureIvE3getEv");
  _LIBCPP_HIDE_FROM_ABI void get() {
    if (__state_ == nullptr)
      std::__throw_future_error(future_errc::no_state);
    __get();
  }
`,
    ],
  ],
  // Each program has its own of these, instead of those that are compiled into libc++ and say less.
  "__string/extern_template_lists.h": [
    [
      /^ +Func\(.*::(at\(|erase\(size_type|(insert|replace|compare)\(size_type|copy\(|(assign|append|basic_string)\(const basic_string&, size_type).*\n/gm,
      "",
      18,
    ],
  ],
};
