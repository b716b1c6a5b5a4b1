// How many threads to begin: the libraries know of none, and a program that makes as many would do nothing.
#include <unistd.h>

namespace {

constexpr int PROCESSORS = 4;

} // namespace

extern "C" {

long __real_sysconf(int name);

long __wrap_sysconf(int name) {
  return name == _SC_NPROCESSORS_ONLN || name == _SC_NPROCESSORS_CONF ? PROCESSORS : __real_sysconf(name);
}

/// std::thread::hardware_concurrency()
unsigned __wrap__ZNSt3__26thread20hardware_concurrencyEv() { return PROCESSORS; }

} // extern "C"
