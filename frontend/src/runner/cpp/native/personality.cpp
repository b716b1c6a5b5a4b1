// Which handler of a function takes an exception: reads the table that clang writes for each function that catches.
//
// A landing pad stores its number and its function's table in `__wasm_lpad_context`, calls `_Unwind_CallPersonality`
// and compares `selector` with the ids of its types. Pads with `catch (...)` or destructors alone never ask.
// The table: LLVM's "Exception Handling Tables" and the Itanium LSDA; call sites are numbered on WebAssembly.
#include "exceptions.hpp"

#include <cstdint>

namespace __cxxabiv1 {
/// As libc++abi declares it (private_typeinfo.h): its type comparison knows bases, pointers and const.
class __shim_type_info : public std::type_info {
public:
  ~__shim_type_info() override;
  virtual void noop1() const;
  virtual void noop2() const;
  virtual bool can_catch(const __shim_type_info *thrown, void *&adjusted) const = 0;
};
} // namespace __cxxabiv1

namespace {

using Byte = const std::uint8_t;

std::uint32_t read_unsigned(Byte *&at) {
  std::uint32_t value = 0;
  for (int shift = 0;; shift += 7) {
    std::uint8_t byte = *at++;
    value |= static_cast<std::uint32_t>(byte & 0x7f) << shift;
    if (!(byte & 0x80)) return value;
  }
}

std::int32_t read_signed(Byte *&at) {
  std::uint32_t value = 0;
  for (int shift = 0;;) {
    std::uint8_t byte = *at++;
    value |= static_cast<std::uint32_t>(byte & 0x7f) << shift;
    shift += 7;
    if (byte & 0x80) continue;
    if ((byte & 0x40) && shift < 32) value |= ~std::uint32_t{0} << shift;
    return static_cast<std::int32_t>(value);
  }
}

constexpr std::uint8_t OMITTED = 0xff;

/// The id of the first handler of landing pad `index` that takes the exception; 0 if none does.
std::uint32_t select(Byte *table, std::uint32_t index, codesala::Exception *exception) {
  if (*table++ != OMITTED) read_unsigned(table); // where landing pads start: never written for WebAssembly
  const std::type_info *const *types = nullptr;  // indexed from its end, types[-1] is the first
  if (*table++ != OMITTED) {
    std::uint32_t offset = read_unsigned(table);
    types = reinterpret_cast<const std::type_info *const *>(table + offset);
  }
  ++table; // the encoding of the call sites: always unsigned LEB128
  std::uint32_t bytes = read_unsigned(table);
  Byte *actions = table + bytes;
  for (std::uint32_t site = 0; table < actions; ++site) {
    read_unsigned(table); // the landing pad's own number
    std::uint32_t action = read_unsigned(table);
    if (site != index) continue;
    if (action == 0) return 0;
    for (Byte *record = actions + action - 1;;) {
      std::int32_t id = read_signed(record);
      Byte *here = record;
      std::int32_t next = read_signed(record);
      // 0 is a destructor, negative an exception specification, which C++17 took out of the language.
      if (id > 0 && codesala::matches(types[-id], exception)) return static_cast<std::uint32_t>(id);
      if (next == 0) return 0;
      record = here + next;
    }
  }
  return 0;
}

} // namespace

namespace codesala {

bool matches(const std::type_info *handler, Exception *exception) {
  void *adjusted = exception->object();
  if (handler) { // null is `catch (...)`
    auto *wanted = static_cast<const __cxxabiv1::__shim_type_info *>(handler);
    auto *thrown = static_cast<const __cxxabiv1::__shim_type_info *>(exception->type);
    if (!wanted->can_catch(thrown, adjusted)) return false;
  }
  exception->adjusted = adjusted;
  return true;
}

} // namespace codesala

extern "C" {

struct {
  std::uintptr_t index;
  std::uintptr_t table;
  std::uintptr_t selector;
} __wasm_lpad_context;

int _Unwind_CallPersonality(void *thrown) {
  __wasm_lpad_context.selector =
      select(reinterpret_cast<Byte *>(__wasm_lpad_context.table), __wasm_lpad_context.index,
             static_cast<codesala::Exception *>(thrown));
  return 0;
}

} // extern "C"
