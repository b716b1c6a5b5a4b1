// The functions that programs have of their own as well: std::print, std::println and std::format are in the precompiled
// header, and seen by the programs that include them. libstdc++ shows them to nobody else either.

/** What hides them for the precompiled header, and for headers that need them without having been asked for them. */
const HIDDEN = "_LIBCPP_HIDES_PRINTING";
const inOwn = (/** @type {string} */ text) => `namespace __printing {\n${text}} // namespace __printing\n`;
/** After the guard of a header, so it is said at each of its inclusions. */
const seen = (/** @type {number} */ since, /** @type {string[]} */ names) =>
  `\n#if !defined(${HIDDEN}) && _LIBCPP_STD_VER >= ${since}\n_LIBCPP_BEGIN_NAMESPACE_STD\n` +
  `${names.map((name) => `using __printing::${name};\n`).join("")}_LIBCPP_END_NAMESPACE_STD\n#endif\n`;

/** @type {import("./changes.mjs").Changes} */
export const PRINTING = {
  "__format/format_functions.h": [
    [/template <class\.\.\. _Args>\n.* w?string\nformat\([\s\S]*?\n\}\n/g, inOwn("$&"), 4],
  ],
  "__chrono/ostream.h": [["std::format(", "__printing::format(", 33]],
  "__chrono/exception.h": [["std::format(", "__printing::format(", 2]],
  "__chrono/formatter.h": [["std::format(", "__printing::format(", 5]],
  format: [["#endif // _LIBCPP_FORMAT\n", `$&${seen(20, ["format"])}`]],
  print: [
    [
      /template <class\.\.\. _Args>\n_LIBCPP_HIDE_FROM_ABI void\nprint\(FILE[\s\S]*?\n\}\n(?=\n.*UNICODE\ntemplate <class = void>.*\n.*inline void\nv)/g,
      inOwn("$&"),
    ],
    [/std::(?=print(ln)?\((stdout|__stream), )/g, "__printing::", 3],
    ["#endif // _LIBCPP_PRINT\n", `$&${seen(23, ["print", "println"])}`],
  ],
  "__ostream/print.h": [
    [/template <class\.\.\. _Args>\n.* void print\(ostream&[\s\S]*?\n\}\n(?=\n.*_LIBCPP_STD_VER)/g, inOwn("$&")],
    ["std::print(__os, ", "__printing::print(__os, "],
    [
      /#( *)include <(format|print)>\n/g,
      `#$1pragma push_macro("${HIDDEN}")\n#$1define ${HIDDEN}\n$&#$1pragma pop_macro("${HIDDEN}")\n`,
      2,
    ],
  ],
};
