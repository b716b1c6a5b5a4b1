// Random numbers, numbers that streams read, and sizes below zero: as libstdc++ draws, reads and shows them.
import { including } from "./changes.mjs";

const VALID = 'static_assert(__libcpp_random_is_valid_urng<_URNG>::value, "");\n';
const WITH_RANDOM = including("random");
const unit = (/** @type {string} */ generator) =>
  `[&] { return std::generate_canonical<double, numeric_limits<double>::digits>(${generator}); }`;

/** @type {import("./changes.mjs").Changes} */
export const NUMBERS = {
  "__random/default_random_engine.h": [["typedef minstd_rand default", "typedef minstd_rand0 default"]],
  "__random/uniform_int_distribution.h": [
    WITH_RANDOM,
    [
      / {2}typedef __conditional_t<sizeof\(result_type\)[\s\S]*?\n\}\n/g,
      `  uint64_t __most = static_cast<uint64_t>(__p.b()) - static_cast<uint64_t>(__p.a());
  return static_cast<result_type>(std::__gnu::__up_to(__g, __most) + static_cast<uint64_t>(__p.a()));
}
`,
    ],
  ],
  "__random/normal_distribution.h": [
    ["__v_             = __v * __fp;", "__v_             = __u * __fp;"],
    ["__up             = __u * __fp;", "__up             = __v * __fp;"],
  ],
  "__random/geometric_distribution.h": [
    WITH_RANDOM,
    [
      "return negative_binomial_distribution<result_type>(1, __p.p())(__g);",
      `return static_cast<result_type>(std::__gnu::__geometric(${unit("__g")}, __p.p(), numeric_limits<result_type>::max()));`,
    ],
  ],
  "__random/poisson_distribution.h": [
    WITH_RANDOM,
    [
      VALID,
      `${VALID}  if (__pr.mean() < 12)\n    return static_cast<result_type>(std::__gnu::__poisson(${unit("__urng")}, __pr.mean()));\n`,
    ],
  ],
  "__algorithm/shuffle.h": [
    WITH_RANDOM,
    [
      "difference_type __d  = __last - __first;\n  if (__d > 1) {\n    _Dp __uid;\n    for (--__last, (void)--__d; __first < __last; ++__first, (void)--__d) {\n" +
        "      difference_type __i = __uid(__g, _Pp(0, __d));\n      if (__i != difference_type(0))\n        _IterOps<_AlgPolicy>::iter_swap(__first, __first + __i);\n    }\n  }\n",
      "std::__gnu::__shuffle(__first, __last, __g, [](auto __one, auto __other) { _IterOps<_AlgPolicy>::iter_swap(__one, __other); });\n",
    ],
    ["  typedef uniform_int_distribution<ptrdiff_t> _Dp;\n  typedef typename _Dp::param_type _Pp;\n\n", "\n"],
  ],
  "__algorithm/sample.h": [
    WITH_RANDOM,
    [
      /_Distance __unsampled_sz = [\s\S]*?\n\}\n/g,
      "return std::__gnu::__sample(__first, _IterOps<_AlgPolicy>::distance(__first, __last), __output_iter, __n, __g);\n}\n",
    ],
  ],
  "__ostream/basic_ostream.h": [
    including("sizes"),
    ["operator<<(unsigned long __n);", "_LIBCPP_HIDE_FROM_ABI $&"],
    [/(?<=operator<<\(unsigned long __n\) \{\n {2}return __put_num\()__n/g, "std::__gnu::__shown(__n)"],
  ],
  string: [
    including("sizes"),
    [/.*string to_string\(unsigned long __val\);\n/g, ""],
    [
      /.*string to_string\(unsigned long long __val\);\n/g,
      "$&[[__nodiscard__]] _LIBCPP_HIDE_FROM_ABI inline string to_string(unsigned long __val) { return std::to_string(std::__gnu::__shown(__val)); }\n",
    ],
  ],
  "__locale_dir/num.h": [
    including("numbers"),
    [
      "    // Stage 1, nothing to do\n",
      `    if constexpr (is_same<_CharT, char>::value)
      if (use_facet<numpunct<char>>(__iob.getloc()).grouping().empty() && use_facet<numpunct<char>>(__iob.getloc()).decimal_point() == '.')
        return std::__gnu::__read_real(__b, __e, __err, __v);
`,
    ],
    [
      "    using _Unsigned = __make_unsigned_t<_MaybeSigned>;\n",
      `    using _Unsigned = __make_unsigned_t<_MaybeSigned>;
    if constexpr (is_same<_CharT, char>::value)
      if (use_facet<numpunct<char>>(__iob.getloc()).grouping().empty())
        return std::__gnu::__read_integer(__first, __last, __iob.flags(), __err, __v);
`,
    ],
  ],
};
