// Throwing, catching and rethrowing: the entry points of the Itanium C++ ABI (section 2.4 and 2.5) over a WebAssembly tag.
#include "exceptions.hpp"

#include <cstdlib>
#include <exception>

using codesala::caught;
using codesala::Exception;
using codesala::flying;

namespace codesala {
Exception *flying = nullptr;
Exception *caught = nullptr;
} // namespace codesala

namespace {

Exception *header_of(void *object) { return static_cast<Exception *>(object) - 1; }

[[noreturn]] void fly(Exception *exception) {
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

extern "C" {

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
