// rand() of glibc: 31 numbers, each the sum of two before it, so that a seed gives what it gives on Linux.
#include <cstdlib>

namespace {

constexpr int LENGTH = 31, APART = 3, WARM_UP = 310;
unsigned numbers[LENGTH];
int at = -1;

unsigned next() {
  unsigned number = numbers[at] += numbers[(at + LENGTH - APART) % LENGTH];
  at = (at + 1) % LENGTH;
  return number >> 1;
}

} // namespace

extern "C" {

void srand(unsigned seed) {
  long long number = static_cast<int>(seed ? seed : 1);
  for (unsigned &each : numbers) {
    each = static_cast<unsigned>(number);
    number = 16807 * static_cast<long long>(static_cast<int>(number)) % 2147483647;
    if (number < 0) number += 2147483647;
  }
  at = APART;
  for (int count = 0; count < WARM_UP; ++count) next();
}

int rand() {
  if (at < 0) srand(1);
  return static_cast<int>(next());
}

void srandom(unsigned seed) { srand(seed); }
long random() { return rand(); }

} // extern "C"
