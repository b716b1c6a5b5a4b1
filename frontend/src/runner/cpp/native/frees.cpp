// Memory that is freed twice, as by the copy of a class that owns some: the allocator here would not notice, and hand it
// out twice. The program ends instead, in glibc's words. More memory than there is is refused, before the allocator adds
// to the number until it is small. The linker leads all calls here (`--wrap`).
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

extern "C" const char __heap_base; // what lies before it are calls and globals

namespace {
constexpr std::size_t MEMORY_BYTES = 512 << 20; ///< As scripts/cpp-parts.mjs says.
constexpr std::size_t REMEMBERED = 4096;
void *freed[REMEMBERED]; ///< By address; a later one takes an earlier one's place.

void *&place_of(void *memory) { return freed[reinterpret_cast<std::uintptr_t>(memory) / 16 % REMEMBERED]; }

void *used(void *memory) {
  if (place_of(memory) == memory) place_of(memory) = nullptr;
  return memory;
}

bool is_had(std::size_t bytes) {
  if (bytes <= MEMORY_BYTES) return true;
  errno = ENOMEM;
  return false;
}

[[noreturn]] void fail(const char *words) {
  std::fflush(stdout);
  std::fputs(words, stderr);
  std::abort();
}
} // namespace

#define HANDS_OUT(name, bytes, parameters, ...)                                                                        \
  void *__real_##name parameters;                                                                                      \
  void *__wrap_##name parameters { return is_had(bytes) ? used(__real_##name(__VA_ARGS__)) : nullptr; }

extern "C" {
HANDS_OUT(malloc, bytes, (std::size_t bytes), bytes)
HANDS_OUT(calloc, bytes, (std::size_t count, std::size_t bytes), count, bytes)
HANDS_OUT(aligned_alloc, bytes, (std::size_t alignment, std::size_t bytes), alignment, bytes)

int __real_posix_memalign(void **memory, std::size_t alignment, std::size_t bytes);
int __wrap_posix_memalign(void **memory, std::size_t alignment, std::size_t bytes) {
  if (!is_had(bytes)) return ENOMEM;
  int error = __real_posix_memalign(memory, alignment, bytes);
  if (!error) used(*memory);
  return error;
}

void *__real_realloc(void *memory, std::size_t bytes);
void *__wrap_realloc(void *memory, std::size_t bytes) {
  if (!is_had(bytes)) return nullptr;
  void *moved = __real_realloc(memory, bytes);
  if (memory && moved && moved != memory) place_of(memory) = memory;
  return used(moved);
}

void __real_free(void *memory);
void __wrap_free(void *memory) {
  if (!memory) return;
  if (memory < &__heap_base || reinterpret_cast<std::uintptr_t>(memory) % 8) fail("free(): invalid pointer\n");
  if (place_of(memory) == memory) fail("free(): double free detected in tcache 2\n");
  place_of(memory) = memory;
  __real_free(memory);
}
}
