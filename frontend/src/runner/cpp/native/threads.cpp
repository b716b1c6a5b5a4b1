// Threads on the one that there is: each has a stack of its own and runs until it waits (for a lock, a condition, a
// thread, a time, or by yield), then the next one does, in their order. Where the browser cannot leave a stack and come
// back (JavaScript Promise Integration), a thread begins when somebody waits and runs to its end on top of that one's
// stack: who then still waits would wait for ever, and is told so. The end of the program is theirs.
// These take the place of the C library's weak functions, which refuse; <thread> and <future> of libc++ call them.
#define CODESALA_NATIVE // pthread.h
#include "exceptions.hpp"
#include "threads.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <deque>
#include <pthread.h>
#include <utility>
#include <vector>
#include <wasi/api.h>

namespace codesala {

constexpr std::size_t STACK_BYTES = 1 << 20;
constexpr std::uint64_t UNTOUCHED = 0x5ca1ab1edeadbeef; ///< At the far end of a stack: gone when it was too small.
constexpr unsigned MOST_KEYS = 128;

struct Thread {
  char *top = nullptr; ///< Of its stack; stack.s reads it as the first field.
  void *(*begin)(void *);
  void *argument;
  void *result = nullptr;
  enum { NEW, BEGUN, ENDED } state = NEW;
  bool isDetached = false;
  const void *at = nullptr; ///< Where it waits.
  long long until = NEVER;
  bool isLate = false;
  char *stack = nullptr;
  Exception *flying = nullptr, *caught = nullptr;
  void *own[MOST_KEYS] = {};
};

namespace {

Thread first{.begin = nullptr, .argument = nullptr, .state = Thread::BEGUN};
std::deque<Thread *> ready;
std::vector<Thread *> waiting;
Thread *left = nullptr; ///< Has ended, but may still stand on its stack.

unsigned keys = 0;
void (*endOf[MOST_KEYS])(void *);

} // namespace

Thread *current = &first;

extern "C" {
[[clang::import_module("codesala"), clang::import_name("canTurn")]] int codesala_can_turn();
[[clang::import_module("codesala"), clang::import_name("threads")]] void codesala_threads(); // marks a program with any
[[clang::import_module("codesala"), clang::import_name("next")]] void codesala_next(Thread *next);
void codesala_turn(Thread *current, Thread *next); // stack.s: returns when somebody turns to `current`
}

namespace {

bool canTurn() {
  static const bool can = codesala_can_turn();
  return can;
}

[[noreturn]] void giveUp(const char *why) {
  std::fflush(stdout);
  std::fprintf(stderr, "%s\n", why);
  std::_Exit(1);
}

[[noreturn]] void waitForEver() {
  giveUp(canTurn() ? "This program waits for ever: no thread is left that could go on."
                   : "This program waits for ever: in this browser threads run one after the other, each to its end. "
                     "In Chrome and Edge they take turns.");
}

long long now(clockid_t clock = CLOCK_MONOTONIC) {
  timespec time;
  clock_gettime(clock, &time);
  return time.tv_sec * 1'000'000'000LL + time.tv_nsec;
}

void sleepUntil(long long until) {
  __wasi_subscription_t wanted{};
  wanted.u.tag = __WASI_EVENTTYPE_CLOCK;
  wanted.u.u.clock.id = __WASI_CLOCKID_MONOTONIC;
  wanted.u.u.clock.timeout = until;
  wanted.u.u.clock.flags = __WASI_SUBCLOCKFLAGS_SUBSCRIPTION_CLOCK_ABSTIME;
  __wasi_event_t event;
  __wasi_size_t count;
  if (until > now()) (void)__wasi_poll_oneoff(&wanted, &event, 1, &count);
}

void forget(Thread *thread) {
  std::free(thread->stack);
  delete thread;
}

void runToItsEnd(Thread *thread) {
  thread->state = Thread::BEGUN;
  thread->result = thread->begin(thread->argument);
  for (bool again = true; again;) {
    again = false;
    for (unsigned key = 0; key < keys; ++key) {
      void *value = std::exchange(thread->own[key], nullptr);
      if (!value || !endOf[key]) continue;
      endOf[key](value);
      again = true;
    }
  }
  thread->state = Thread::ENDED;
  wakeAll(thread);
}

/// Where threads cannot take turns: the next one that has not begun, on top of the current one. Whether there was one.
bool runNext() {
  if (ready.empty()) return false;
  Thread *before = current;
  current = ready.front();
  ready.pop_front();
  runToItsEnd(current);
  Thread *ended = std::exchange(current, before);
  if (ended->isDetached) forget(ended);
  return true;
}

void wake(std::vector<Thread *>::iterator thread, bool isLate) {
  (*thread)->isLate = isLate;
  ready.push_back(*thread);
  waiting.erase(thread);
}

/// Who has slept long enough goes on, the earliest first.
void wakeSleepers() {
  for (;;) {
    auto before = [](Thread *one, Thread *other) {
      return one->until != NEVER && (other->until == NEVER || one->until < other->until);
    };
    auto earliest = std::min_element(waiting.begin(), waiting.end(), before);
    bool isTimed = earliest != waiting.end() && (*earliest)->until != NEVER;
    if (isTimed && (*earliest)->until <= now()) {
      wake(earliest, true);
    } else if (!ready.empty()) {
      return;
    } else if (isTimed) {
      sleepUntil((*earliest)->until);
    } else {
      waitForEver();
    }
  }
}

/// Who goes on now. The current thread has said already where it waits.
Thread *takeNext() {
  if (current->stack && *reinterpret_cast<std::uint64_t *>(current->stack) != UNTOUCHED)
    giveUp("Stack overflow: a thread has 1 MB for its calls and local variables.");
  wakeSleepers();
  if (left) forget(std::exchange(left, nullptr));
  Thread *next = ready.front();
  ready.pop_front();
  if (next->state == Thread::NEW) {
    next->stack = static_cast<char *>(std::aligned_alloc(16, STACK_BYTES));
    if (!next->stack) giveUp("There is no memory for another thread: each has a stack of 1 MB.");
    *reinterpret_cast<std::uint64_t *>(next->stack) = UNTOUCHED;
    next->top = next->stack + STACK_BYTES;
  }
  current->flying = std::exchange(flying, next->flying);
  current->caught = std::exchange(caught, next->caught);
  return next;
}

void turn() {
  Thread *self = current;
  Thread *next = takeNext();
  if (next == self) return;
  current = next;
  codesala_turn(self, next);
}

} // namespace

long long steadyTimeOf(const timespec &wall) {
  return now() + (wall.tv_sec * 1'000'000'000LL + wall.tv_nsec - now(CLOCK_REALTIME));
}

bool pause(const void *at, long long until) {
  if (!canTurn()) {
    if (runNext()) return true;
    if (until == NEVER) waitForEver();
    sleepUntil(until);
    return false;
  }
  current->at = at;
  current->until = until;
  waiting.push_back(current);
  turn();
  return !current->isLate;
}

void wakeOne(const void *at) {
  auto found = std::find_if(waiting.begin(), waiting.end(), [&](Thread *thread) { return thread->at == at; });
  if (found != waiting.end()) wake(found, false);
}

void wakeAll(const void *at) {
  for (std::size_t count = 0; count != waiting.size();) {
    count = waiting.size();
    wakeOne(at);
  }
}

} // namespace codesala

using namespace codesala;

extern "C" {

/// Called by stack.s on the thread's own stack.
void codesala_run(Thread *thread) {
  runToItsEnd(thread);
  Thread *next = takeNext(); // of whoever ended before this one the stack is free now
  if (thread->isDetached) left = thread;
  codesala_next(current = next);
}

int pthread_create(pthread_t *made, const pthread_attr_t *, void *(*begin)(void *), void *argument) {
  codesala_threads();
  ready.push_back(new Thread{.begin = begin, .argument = argument});
  *made = reinterpret_cast<pthread_t>(ready.back());
  return 0;
}

int pthread_join(pthread_t joined, void **result) {
  Thread *thread = reinterpret_cast<Thread *>(joined);
  if (thread == current) return __WASI_ERRNO_DEADLK;
  while (thread->state != Thread::ENDED) pause(thread);
  if (result) *result = thread->result;
  forget(thread);
  return 0;
}

int pthread_detach(pthread_t detached) {
  Thread *thread = reinterpret_cast<Thread *>(detached);
  if (thread->state == Thread::ENDED) forget(thread);
  else thread->isDetached = true;
  return 0;
}

pthread_t pthread_self() { return reinterpret_cast<pthread_t>(current); }
int pthread_equal(pthread_t one, pthread_t other) { return one == other; }

int pthread_key_create(pthread_key_t *key, void (*end)(void *)) {
  if (keys == MOST_KEYS) return __WASI_ERRNO_AGAIN;
  endOf[*key = keys++] = end;
  return 0;
}
int pthread_key_delete(pthread_key_t) { return 0; }
void *pthread_getspecific(pthread_key_t key) { return current->own[key]; }
int pthread_setspecific(pthread_key_t key, const void *value) {
  current->own[key] = const_cast<void *>(value);
  return 0;
}

int sched_yield() {
  if (!canTurn()) {
    runNext();
  } else {
    ready.push_back(current);
    turn();
  }
  return 0;
}

/// All ways to sleep end here.
int clock_nanosleep(clockid_t clock, int flags, const timespec *time, timespec *) {
  bool isWall = clock == CLOCK_REALTIME, isAbsolute = flags & TIMER_ABSTIME;
  long long given = time->tv_sec * 1'000'000'000LL + time->tv_nsec;
  long long until = !isAbsolute ? now() + given : isWall ? steadyTimeOf(*time) : given;
  if (canTurn()) {
    pause(nullptr, until);
  } else {
    if (current == &first) while (runNext());
    sleepUntil(until);
  }
  return 0;
}

} // extern "C"
