// C's library with a null pointer: on WebAssembly address 0 can be read, so a null text would be an empty one, and a file
// that was not opened would be at its end. The program ends instead. The linker leads all calls here (`--wrap`).
#include <cstdarg>
#include <cstddef>
#include <cstdio>

namespace {
template <typename Thing> Thing *there(Thing *pointer) {
  if (!pointer) __builtin_trap(); // as a null pointer that the program itself follows
  return pointer;
}
} // namespace

#define LEADS_ON(result, name, parameters, ...)                                                                        \
  result __real_##name parameters;                                                                                     \
  result __wrap_##name parameters { return __real_##name(__VA_ARGS__); }

extern "C" {
LEADS_ON(std::size_t, strlen, (const char *text), there(text))
LEADS_ON(int, strcmp, (const char *one, const char *other), there(one), there(other))
LEADS_ON(int, strncmp, (const char *one, const char *other, std::size_t most), there(one), there(other), most)
LEADS_ON(char *, strcpy, (char *to, const char *from), there(to), there(from))
LEADS_ON(char *, strcat, (char *to, const char *from), there(to), there(from))
LEADS_ON(char *, strchr, (const char *text, int sign), there(text), sign)
LEADS_ON(char *, strstr, (const char *text, const char *part), there(text), there(part))
LEADS_ON(int, atoi, (const char *text), there(text))
LEADS_ON(double, atof, (const char *text), there(text))
LEADS_ON(int, vfscanf, (std::FILE *file, const char *format, std::va_list places), there(file), format, places)
LEADS_ON(int, fgetc, (std::FILE *file), there(file))
LEADS_ON(char *, fgets, (char *to, int most, std::FILE *file), to, most, there(file))
LEADS_ON(int, fputs, (const char *text, std::FILE *file), there(text), there(file))
LEADS_ON(int, fclose, (std::FILE *file), there(file))
}
