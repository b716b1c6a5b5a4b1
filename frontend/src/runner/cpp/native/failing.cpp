// How a program fails: without a handler, without memory, by abort(), or inside libc++, which was built to abort where
// it should throw. All of it ends in a message on stderr and exit code 134, as on Linux.
#include "exceptions.hpp"

#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <cxxabi.h>
#include <exception>
#include <ios>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <typeinfo>
#include <utility>

extern "C" int __linux_error(int code); // errors.cpp
extern "C" [[gnu::weak]] void (*signal(int, void (*)(int)))(int);

namespace codesala {
[[noreturn, gnu::weak]] void fail_filesystem(); // not linked into every program: see filesystem.cpp
} // namespace codesala

namespace {

constexpr int ABORTED = 134; // 128 + SIGABRT

/// Of names of the library, and with libstdc++; the last but one is of all that it has in a namespace of its own.
constexpr std::pair<std::string_view, std::string_view> NAMES[] = {
    {"std::__2::ios_base::failure", "std::__ios_failure"},
    {"std::__2::filesystem::", "std::filesystem::__cxx11::"},
    {"std::basic_string<", "std::__cxx11::basic_string<"},
    {"std::__2::basic_string<", "std::__cxx11::basic_string<"},
    {"std::__2::list<", "std::__cxx11::list<"},
    {"std::__2::", "std::"},
    {">>", "> >"},
};

[[noreturn]] void leave() {
  std::fflush(nullptr); // what was printed before explains the failure
  std::_Exit(ABORTED);
}

/// The terminate handler of every program, in the words of GCC's.
[[noreturn]] void report() {
  codesala::Exception *exception = codesala::flying ? codesala::flying : codesala::caught;
  std::fflush(stdout);
  if (!exception) {
    std::fputs("terminate called without an active exception\n", stderr);
    leave();
  }
  const char *name = exception->type->name();
  char *readable = abi::__cxa_demangle(name, nullptr, nullptr, nullptr);
  std::string known = readable ? readable : name;
  for (auto [ours, gccs] : NAMES)
    for (std::size_t at = 0; (at = known.find(ours, at)) != known.npos; at += gccs.size() - 1)
      known.replace(at, ours.size(), gccs);
  std::fprintf(stderr, "terminate called after throwing an instance of '%s'\n", known.c_str());
  if (codesala::matches(&typeid(std::exception), exception))
    std::fprintf(stderr, "  what():  %s\n", static_cast<std::exception *>(exception->adjusted)->what());
  leave();
}

[[gnu::constructor(101)]] void install() { std::set_terminate(report); }

template <typename Error> [[noreturn]] void fail(const char *message) { throw Error(message); }
template <typename Error> [[noreturn]] void fail_without_message(const char *) { throw Error(); }

/// What libc++ names in "<name> was thrown in -fno-exceptions mode".
constexpr struct {
  const char *name;
  void (*fail)(const char *message);
} THROWN_BY_LIBRARY[] = {
    {"logic_error", fail<std::logic_error>},
    {"domain_error", fail<std::domain_error>},
    {"invalid_argument", fail<std::invalid_argument>},
    {"length_error", fail<std::length_error>},
    {"out_of_range", fail<std::out_of_range>},
    {"range_error", fail<std::range_error>},
    {"overflow_error", fail<std::overflow_error>},
    {"underflow_error", fail<std::underflow_error>},
    {"ios_base::failure", fail<std::ios_base::failure>},
    {"bad_cast", fail_without_message<std::bad_cast>},
    {"bad_array_new_length", fail_without_message<std::bad_array_new_length>},
    {"bad_alloc", fail_without_message<std::bad_alloc>},
};

constexpr char THROWN[] = " was thrown in -fno-exceptions mode";

/// Throws what the library could not. Its own frames have no destructors to run, so the exception just passes them.
void throw_for_library(char *message) {
  char *mark = std::strstr(message, THROWN);
  if (!mark) return;
  char *text = std::strchr(mark, '"');
  if (text) {
    ++text;
    if (char *end = std::strrchr(text, '"')) *end = '\0';
  }
  *mark = '\0';
  int code = 0;
  if (std::strcmp(message, "system_error") == 0) {
    std::sscanf(mark + sizeof THROWN - 1, " with error %d", &code);
    throw std::system_error(__linux_error(code), std::generic_category(), text ? text : "");
  }
  if (std::strcmp(message, "filesystem_error") == 0 && codesala::fail_filesystem) codesala::fail_filesystem();
  for (const auto &entry : THROWN_BY_LIBRARY)
    if (std::strcmp(entry.name, message) == 0) entry.fail(text ? text : "");
}

void *allocate(std::size_t bytes, std::size_t alignment) {
  std::size_t rounded = (bytes + alignment - 1) / alignment * alignment;
  for (;;) {
    if (void *memory = alignment > 1 ? std::aligned_alloc(alignment, rounded) : std::malloc(bytes ? bytes : 1))
      return memory;
    std::new_handler handler = std::get_new_handler();
    if (!handler) throw std::bad_alloc();
    handler();
  }
}

} // namespace

// Weak, so that a program can still bring its own.
[[gnu::weak]] void *operator new(std::size_t bytes) { return allocate(bytes, 1); }
[[gnu::weak]] void *operator new[](std::size_t bytes) { return ::operator new(bytes); }
[[gnu::weak]] void *operator new(std::size_t bytes, std::align_val_t alignment) {
  return allocate(bytes, static_cast<std::size_t>(alignment));
}
[[gnu::weak]] void *operator new[](std::size_t bytes, std::align_val_t alignment) {
  return ::operator new(bytes, alignment);
}

/// libc++'s way out (std::__libcpp_verbose_abort): declared noexcept there, so it is defined by its symbol.
extern "C" [[noreturn]] void library_failed(const char *format, ...) __asm__("_ZNSt3__222__libcpp_verbose_abortEPKcz");
extern "C" void library_failed(const char *format, ...) {
  char message[1024];
  va_list arguments;
  va_start(arguments, format);
  std::vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  throw_for_library(message);
  std::fflush(stdout);
  const char *check = std::strstr(message, "libc++ Hardening assertion"); // the place before it is one of the library
  std::fputs(check ? check : message, stderr);
  if (!std::strchr(message, '\n')) std::fputc('\n', stderr);
  leave();
}

extern "C" {

/// Called from headers, by Linux's numbers.
[[noreturn]] void codesala_system_error(int code, const char *what) {
  throw std::system_error(code, std::generic_category(), what);
}

/// What clang calls in the place of a division by zero, which it would else leave out as it likes: the division.
void __ubsan_handle_divrem_overflow_minimal_abort() {
  volatile int number = 100, zero = 0; // of 1 the compiler would make something that does not divide
  number = number / zero;
}

/// glibc's words, with the names of GCC: `f(char*) [with T = int]` where clang says `f(char *) [T = int]`.
void __assert_fail(const char *claim, const char *file, int line, const char *function) {
  std::string_view name = function;
  std::size_t at = name.ends_with(']') ? name.find(" [") : name.npos;
  std::string whole;
  for (char sign : name.substr(0, at)) {
    if ((sign == '*' || sign == '&') && whole.ends_with(' ')) whole.pop_back();
    whole.push_back(sign);
  }
  if (at != name.npos) whole.append(" [with ").append(name.substr(at + 2));
  std::fflush(stdout);
  std::fprintf(stderr, "main: %s:%d: %s: Assertion `%s' failed.\n", file, line, whole.c_str(), claim);
  std::abort();
}

void __cxa_pure_virtual() {
  std::fflush(stdout);
  std::fputs("pure virtual method called\n", stderr);
  std::terminate();
}
void __cxa_bad_cast() { throw std::bad_cast(); }
void __cxa_bad_typeid() { throw std::bad_typeid(); }
void __cxa_throw_bad_array_new_length() { throw std::bad_array_new_length(); }

/// A handler of SIGABRT is called before; only programs that set one link what is asked for it.
void abort() {
  if (signal) {
    auto handler = signal(SIGABRT, SIG_DFL);
    if (handler != SIG_DFL && handler != SIG_IGN && handler != SIG_ERR) handler(SIGABRT);
  }
  std::fflush(stdout);
  std::fputs("Aborted\n", stderr);
  leave();
}

/// What usually holds a window open or clears it does nothing; else there is no shell.
[[gnu::weak]] int system(const char *command) {
  if (!command) return 0;
  for (const char *harmless : {"pause", "cls", "clear", "color", "title", "chcp"})
    if (std::strncmp(command, harmless, std::strlen(harmless)) == 0) return 0;
  std::fflush(stdout);
  std::fprintf(stderr, "system(\"%s\") was not run: a program in a browser cannot start other programs.\n", command);
  return 127 << 8;
}

/// Called from outside when an exception left the program: WebAssembly looks for handlers only while it unwinds.
/// A terminate handler finds it as the current one.
[[gnu::used, clang::export_name("codesala_uncaught")]] void codesala_uncaught() {
  if (codesala::flying) abi::__cxa_begin_catch(codesala::flying);
  std::terminate();
}

/// Called from outside before a program waits for a line, so that its prompt is seen even without a flush.
[[gnu::used, clang::export_name("codesala_flush")]] void codesala_flush() { std::fflush(stdout); }

} // extern "C"
