// libc++'s regular expressions of char, compiled once: see later/regex.
#define CODESALA_COMPILES_REGEX
#include <regex>
