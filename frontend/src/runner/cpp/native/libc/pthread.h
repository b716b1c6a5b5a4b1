// What functions of threads return, by Linux's numbers: threads.cpp and locks.cpp speak WebAssembly's, as the compiled part
// of libc++ does, which calls them too.
#pragma once
#include_next <pthread.h>

#ifndef CODESALA_NATIVE
#ifdef __cplusplus
extern "C"
#endif
    int
    __linux_error(int code);
#define pthread_create(made, attributes, begin, argument) __linux_error(pthread_create(made, attributes, begin, argument))
#define pthread_join(thread, result) __linux_error(pthread_join(thread, result))
#define pthread_mutex_lock(mutex) __linux_error(pthread_mutex_lock(mutex))
#define pthread_mutex_trylock(mutex) __linux_error(pthread_mutex_trylock(mutex))
#define pthread_mutex_timedlock(mutex, until) __linux_error(pthread_mutex_timedlock(mutex, until))
#define pthread_cond_timedwait(condition, mutex, until) __linux_error(pthread_cond_timedwait(condition, mutex, until))
#endif
