// Throwing, catching and rethrowing: the entry points of the Itanium C++ ABI (section 2.4 and 2.5) over a WebAssembly tag.
#include "exceptions.hpp"

#include <__gnu/sizes.h>
#include <__gnu/thrown.h>
#include <any>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

using codesala::caught;
using codesala::Exception;
using codesala::flying;

namespace codesala {
Exception *flying = nullptr;
Exception *caught = nullptr;
} // namespace codesala

namespace {

Exception *header_of(void *object) { return static_cast<Exception *>(object) - 1; }

/// What libc++ says, and what libstdc++ does, which is what people have read before.
constexpr std::pair<std::string_view, const char *> WORDS[] = {
    {"map::at:  key not found", "map::at"},
    {"unordered_map::at: key not found", "unordered_map::at"},
    {"bitset string ctor has invalid argument", "bitset::_M_copy_from_ptr"},
    {"__bitset<_N_words, _Size>::to_ulong overflow error", "_Base_bitset::_M_do_to_ulong"},
    {"__bitset<_N_words, _Size>::to_ullong overflow error", "_Base_bitset::_M_do_to_ullong"},
    {"unique_lock::lock: already locked: Resource deadlock avoided", "Resource deadlock avoided"},
    {"unique_lock::lock: references null mutex: Operation not permitted", "Operation not permitted"},
    {"unique_lock::try_lock: already locked: Resource deadlock avoided", "Resource deadlock avoided"},
    {"unique_lock::try_lock: references null mutex: Operation not permitted", "Operation not permitted"},
    {"unique_lock::unlock: not locked: Operation not permitted", "Operation not permitted"},
    {"thread::join failed: Invalid argument", "Invalid argument"},
    {"thread::detach failed: Invalid argument", "Invalid argument"},
    {"ios_base::clear: unspecified iostream_category error", "basic_ios::clear: iostream error"},
    {"The associated promise has been destructed prior to the associated state becoming ready.",
     "std::future_error: Broken promise"},
    {"The future has already been retrieved from the promise or packaged_task.",
     "std::future_error: Future already retrieved"},
    {"The state of the promise has already been set.", "std::future_error: Promise already satisfied"},
    {"Operation not permitted on an object without an associated state.", "std::future_error: No associated state"},
};

template <typename Error> void sayAsGccDoes(Exception *exception) {
  if (!codesala::matches(&typeid(Error), exception)) return;
  Error &error = *static_cast<Error *>(exception->adjusted);
  std::string_view said = error.Error::what();
  for (const auto &[ours, gccs] : WORDS)
    if (said == ours) error.Error::operator=(Error(gccs));
  // std::stoi and the like say their name alone.
  for (std::string_view why : {": no conversion", ": out of range"})
    if (said.starts_with("sto") && said.ends_with(why))
      error.Error::operator=(Error(std::string(said.substr(0, said.size() - why.size()))));
}

[[noreturn]] void fly(Exception *exception) {
  sayAsGccDoes<std::logic_error>(exception);
  sayAsGccDoes<std::runtime_error>(exception);
  std::fflush(stdout); // see codesala_flies
  exception->next_flying = flying;
  flying = exception;
  __builtin_wasm_throw(0, exception); // leaves the program if nobody catches it: see `codesala_uncaught`
}

void land(Exception *exception) {
  for (Exception **at = &flying; *at; at = &(*at)->next_flying) {
    if (*at != exception) continue;
    *at = exception->next_flying;
    return;
  }
}

void release(Exception *exception) {
  if (--exception->references > 0) return;
  if (exception->primary)
    release(exception->primary);
  else if (exception->destroy)
    exception->destroy(exception->object());
  std::free(exception);
}

} // namespace

void std::__gnu::__out_of_range(const char *format, size_t position, size_t size) {
  char text[160];
  std::snprintf(text, sizeof text, format, __shown(position), __shown(size));
  throw std::out_of_range(text);
}

void std::__gnu::__string_of_null() { throw std::logic_error("basic_string: construction from null is not valid"); }

// In the place of libc++'s own, in whose members nothing else is.
namespace std {
bad_optional_access::~bad_optional_access() noexcept = default;
const char *bad_optional_access::what() const noexcept { return "bad optional access"; }
const char *bad_any_cast::what() const noexcept { return "bad any_cast"; }
const char *bad_variant_access::what() const noexcept { return "std::get: wrong index for variant"; }
} // namespace std

extern "C" {

/// Asked from outside before anything is written. What destructors print on the way of an exception is seen once it is
/// caught: of one that nobody catches they do not run on a laptop.
[[gnu::used, clang::export_name("codesala_flies")]] bool codesala_flies() { return flying != nullptr; }

void *__cxa_allocate_exception(std::size_t bytes) noexcept {
  void *memory = std::calloc(1, sizeof(Exception) + bytes);
  if (!memory) std::terminate();
  return static_cast<Exception *>(memory) + 1;
}

void __cxa_free_exception(void *object) noexcept { std::free(header_of(object)); }

/// Declared by libc++, for std::make_exception_ptr.
__cxxabiv1::__cxa_exception *__cxa_init_primary_exception(void *object, std::type_info *type,
                                                          void *(*destroy)(void *)) noexcept {
  Exception *exception = header_of(object);
  exception->type = type;
  exception->destroy = destroy;
  exception->adjusted = object;
  return reinterpret_cast<__cxxabiv1::__cxa_exception *>(exception);
}

[[noreturn]] void __cxa_throw(void *object, std::type_info *type, void *(*destroy)(void *)) {
  __cxa_init_primary_exception(object, type, destroy);
  header_of(object)->references = 1;
  fly(header_of(object));
}

void *__cxa_get_exception_ptr(void *thrown) noexcept { return static_cast<Exception *>(thrown)->adjusted; }

void *__cxa_begin_catch(void *thrown) noexcept {
  Exception *exception = static_cast<Exception *>(thrown);
  land(exception);
  exception->handlers = (exception->handlers < 0 ? -exception->handlers : exception->handlers) + 1;
  if (caught != exception) { // it is the same one if it was rethrown and caught again inside its handler
    exception->next_caught = caught;
    caught = exception;
  }
  return exception->adjusted;
}

void __cxa_end_catch() {
  Exception *exception = caught;
  if (!exception) return;
  if (exception->handlers < 0) { // left by `throw;`: it still flies, so it is not released
    if (++exception->handlers == 0) caught = exception->next_caught;
  } else if (--exception->handlers == 0) {
    caught = exception->next_caught;
    release(exception);
  }
}

[[noreturn]] void __cxa_rethrow() {
  if (!caught) std::terminate();
  caught->handlers = -caught->handlers;
  fly(caught);
}

std::type_info *__cxa_current_exception_type() { return caught ? const_cast<std::type_info *>(caught->type) : nullptr; }

// From here on: std::exception_ptr and std::uncaught_exceptions, through which libc++ reaches all of the above.

unsigned int __cxa_uncaught_exceptions() noexcept {
  unsigned int count = 0;
  for (Exception *exception = flying; exception; exception = exception->next_flying) ++count;
  return count;
}

bool __cxa_uncaught_exception() noexcept { return flying != nullptr; }

void __cxa_increment_exception_refcount(void *object) noexcept {
  if (object) ++header_of(object)->references;
}

void __cxa_decrement_exception_refcount(void *object) noexcept {
  if (object) release(header_of(object));
}

void *__cxa_current_primary_exception() noexcept {
  if (!caught) return nullptr;
  __cxa_increment_exception_refcount(caught->object());
  return caught->object();
}

void __cxa_rethrow_primary_exception(void *object) {
  if (!object) return; // libc++ terminates then
  Exception *exception = header_of(__cxa_allocate_exception(0));
  exception->type = header_of(object)->type;
  exception->adjusted = object;
  exception->primary = header_of(object);
  exception->references = 1;
  __cxa_increment_exception_refcount(object);
  fly(exception);
}

} // extern "C"
