// Numbers of system errors are Linux's: what comes from the compiled part of libc++ is translated. See native/errors.cpp.
import { including } from "./changes.mjs";

const TRANSLATED = "std::__gnu::__translated(__ec)";
const THROWING = "void __throw_system_error(int __ev, const char* __what_arg)";
const inFilesystem = (/** @type {number} */ times) =>
  /** @type {import("./changes.mjs").Changes[string]} */ ([including("errors"), [/&__ec\b/g, TRANSLATED, times]]);

/** @type {import("./changes.mjs").Changes} */
export const ERRORS = {
  "__filesystem/operations.h": inFilesystem(46),
  "__filesystem/directory_entry.h": inFilesystem(21),
  "__filesystem/directory_iterator.h": inFilesystem(3),
  "__filesystem/recursive_directory_iterator.h": inFilesystem(4),
  "__charconv/from_chars_floating_point.h": [
    including("errors"),
    [
      "__first, __last, __fmt);\n  if",
      "__first, __last, __fmt);\n  __r.__ec = static_cast<errc>(__linux_error(static_cast<int>(__r.__ec)));\n  if",
    ],
  ],
  "__system_error/system_error.h": [[THROWING, `${THROWING} __asm__("codesala_system_error")`]],
  "__system_error/throw_system_error.h": [[THROWING, `${THROWING} __asm__("codesala_system_error")`]],
};
