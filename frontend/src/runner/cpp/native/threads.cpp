// Threads, where there is only one: each begins when somebody waits for it (by join, a future, a condition, a sleep or
// yield) and runs to its end. Who then still waits would wait for ever, and is told so. The end of the program is theirs.
// These take the place of the C library's weak functions, which refuse; <thread> and <future> of libc++ call them.
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <deque>
#include <pthread.h>

namespace {

struct Thread {
  void *(*begin)(void *);
  void *argument;
  void *result = nullptr;
  enum { WAITING, RUNNING, ENDED } state = WAITING;
  bool isDetached = false;
};

Thread first{nullptr, nullptr};
Thread *current = &first;
std::deque<Thread *> waiting;

Thread *of(pthread_t name) { return reinterpret_cast<Thread *>(name); }
pthread_t name(Thread *thread) { return reinterpret_cast<pthread_t>(thread); }

void run(Thread *thread) {
  Thread *before = current;
  current = thread;
  thread->state = Thread::RUNNING;
  thread->result = thread->begin(thread->argument);
  thread->state = Thread::ENDED;
  current = before;
  if (thread->isDetached) delete thread;
}

/// Whether there was one.
bool runNext() {
  if (waiting.empty()) return false;
  Thread *thread = waiting.front();
  waiting.pop_front();
  run(thread);
  return true;
}

[[noreturn]] void giveUp() {
  std::fflush(stdout);
  std::fputs("This program waits for ever: threads run one after the other here, each to its end.\n", stderr);
  std::_Exit(1);
}

} // namespace

extern "C" {

int pthread_create(pthread_t *made, const pthread_attr_t *, void *(*begin)(void *), void *argument) {
  waiting.push_back(new Thread{begin, argument});
  *made = name(waiting.back());
  return 0;
}

int pthread_join(pthread_t joined, void **result) {
  Thread *thread = of(joined);
  while (thread->state == Thread::WAITING) runNext();
  if (thread == current) return EDEADLK;
  if (thread->state == Thread::RUNNING) giveUp();
  if (result) *result = thread->result;
  delete thread;
  return 0;
}

int pthread_detach(pthread_t detached) {
  Thread *thread = of(detached);
  if (thread->state == Thread::ENDED) delete thread;
  else thread->isDetached = true;
  return 0;
}

pthread_t pthread_self() { return name(current); }
int pthread_equal(pthread_t one, pthread_t other) { return one == other; }

/// Wakes up after each thread that ran meanwhile: what it waits for is asked again.
int pthread_cond_wait(pthread_cond_t *, pthread_mutex_t *mutex) {
  pthread_mutex_unlock(mutex);
  if (!runNext()) giveUp();
  return pthread_mutex_lock(mutex);
}

int pthread_cond_timedwait(pthread_cond_t *, pthread_mutex_t *mutex, const timespec *until) {
  pthread_mutex_unlock(mutex);
  bool hasRun = runNext();
  if (!hasRun) clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, until, nullptr);
  pthread_mutex_lock(mutex);
  return hasRun ? 0 : ETIMEDOUT;
}
int pthread_cond_signal(pthread_cond_t *) { return 0; }
int pthread_cond_broadcast(pthread_cond_t *) { return 0; }

int sched_yield() {
  runNext();
  return 0;
}

int nanosleep(const timespec *time, timespec *) {
  if (current == &first) while (runNext());
  return clock_nanosleep(CLOCK_REALTIME, 0, time, nullptr);
}

} // extern "C"
