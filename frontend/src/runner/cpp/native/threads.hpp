// What the parts of the threads know about each other: how one stands still until another wakes it.
#pragma once
#include <ctime>

namespace codesala {

struct Thread;
extern Thread *current;

constexpr long long NEVER = -1;
/// The time of std::chrono::steady_clock, in nanoseconds, at which a time of the wall clock is there.
long long steadyTimeOf(const timespec &wall);

/// The current thread stands still until somebody wakes who waits at this address, or until that time. False: it was
/// the time. It may wake for nothing: ask again what was waited for. Ends a program that would wait for ever.
bool pause(const void *at, long long until = NEVER);
void wakeOne(const void *at);
void wakeAll(const void *at);

} // namespace codesala
