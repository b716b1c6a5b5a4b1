// Locks, conditions and semaphores of threads that take turns: whoever cannot go on stands still, see threads.cpp.
#define CODESALA_NATIVE // pthread.h
#include "threads.hpp"

#include <cerrno>
#include <ctime>
#include <pthread.h>
#include <semaphore.h>
#include <wasi/api.h>

using codesala::current;
using codesala::NEVER;
using codesala::pause;
using codesala::steadyTimeOf;
using codesala::Thread;
using codesala::wakeAll;
using codesala::wakeOne;

namespace {

/// What a pthread_mutex_t holds. All zero: free, of the usual kind. The kind is the C library's pthread_mutex_init's.
struct Lock {
  int kind;
  int count;
  Thread *owner;
};
static_assert(sizeof(Lock) <= sizeof(pthread_mutex_t));

Lock &of(pthread_mutex_t *mutex) { return *reinterpret_cast<Lock *>(mutex); }

bool take(Lock &lock) {
  if (lock.count && (lock.owner != current || lock.kind != PTHREAD_MUTEX_RECURSIVE)) return false;
  lock.owner = current;
  ++lock.count;
  return true;
}

int takeUntil(Lock &lock, long long until) {
  while (!take(lock)) {
    if (lock.owner == current && lock.kind == PTHREAD_MUTEX_ERRORCHECK) return __WASI_ERRNO_DEADLK;
    if (!pause(&lock, until)) return take(lock) ? 0 : __WASI_ERRNO_TIMEDOUT;
  }
  return 0;
}

int &valueOf(sem_t *semaphore) { return *reinterpret_cast<int *>(semaphore); }

} // namespace

extern "C" {

int pthread_mutex_lock(pthread_mutex_t *mutex) { return takeUntil(of(mutex), NEVER); }
int pthread_mutex_trylock(pthread_mutex_t *mutex) { return take(of(mutex)) ? 0 : __WASI_ERRNO_BUSY; }
int pthread_mutex_timedlock(pthread_mutex_t *mutex, const timespec *until) {
  return takeUntil(of(mutex), steadyTimeOf(*until));
}
int pthread_mutex_unlock(pthread_mutex_t *mutex) {
  Lock &lock = of(mutex);
  if (lock.count && --lock.count == 0) wakeOne(&lock);
  return 0;
}

int pthread_cond_wait(pthread_cond_t *condition, pthread_mutex_t *mutex) {
  pthread_mutex_unlock(mutex);
  pause(condition);
  return pthread_mutex_lock(mutex);
}
int pthread_cond_timedwait(pthread_cond_t *condition, pthread_mutex_t *mutex, const timespec *until) {
  pthread_mutex_unlock(mutex);
  bool isWoken = pause(condition, steadyTimeOf(*until));
  pthread_mutex_lock(mutex);
  return isWoken ? 0 : __WASI_ERRNO_TIMEDOUT;
}
int pthread_cond_signal(pthread_cond_t *condition) {
  wakeOne(condition);
  return 0;
}
int pthread_cond_broadcast(pthread_cond_t *condition) {
  wakeAll(condition);
  return 0;
}

int sem_init(sem_t *semaphore, int, unsigned value) {
  valueOf(semaphore) = static_cast<int>(value);
  return 0;
}
int sem_destroy(sem_t *) { return 0; }
int sem_getvalue(sem_t *semaphore, int *value) {
  *value = valueOf(semaphore);
  return 0;
}
int sem_post(sem_t *semaphore) {
  ++valueOf(semaphore);
  wakeOne(semaphore);
  return 0;
}
int sem_wait(sem_t *semaphore) {
  while (valueOf(semaphore) == 0) pause(semaphore);
  --valueOf(semaphore);
  return 0;
}
int sem_trywait(sem_t *semaphore) {
  if (valueOf(semaphore) == 0) {
    errno = EAGAIN;
    return -1;
  }
  --valueOf(semaphore);
  return 0;
}

} // extern "C"
