// What the parts of the exception runtime know about each other: one thrown object and the two lists it can be in.
//
// libc++ and libc++abi in @yowasp/clang are built without exceptions, so whatever `throw` and `catch` compile to is
// missing there. These files supply it, for `-fwasm-exceptions` (legacy encoding, one thread, no foreign exceptions).
#pragma once
#include <cstddef>
#include <typeinfo>

namespace codesala {

/// Lies right before the thrown object. Its address is what the WebAssembly tag `__cpp_exception` carries.
struct alignas(16) Exception {
  const std::type_info *type;
  void *(*destroy)(void *); ///< Null if trivial. On WebAssembly a destructor returns `this`: so must its type.
  void *adjusted;           ///< What the handler gets: the object, seen as the caught base, or a pointer's value.
  Exception *primary;       ///< Set if this one was thrown by std::rethrow_exception: the owner of the object.
  Exception *next_flying;   ///< Thrown and not yet caught, newest first.
  Exception *next_caught;   ///< Being handled, innermost handler first.
  int handlers;             ///< How many handlers are in it; negative after `throw;` until they are left.
  int references;           ///< Of the handlers together (one) and of each std::exception_ptr.

  void *object() { return (primary ? primary : this) + 1; }
};

extern Exception *flying; ///< The list's head: std::uncaught_exceptions() is its length.
extern Exception *caught; ///< The list's head: std::current_exception().

/// Whether a handler of this type takes the exception; if so, `exception->adjusted` is what it gets.
bool matches(const std::type_info *handler, Exception *exception);

} // namespace codesala
