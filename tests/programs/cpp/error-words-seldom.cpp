// What the library says of seldom mistakes, by its exceptions.
#include <bits/stdc++.h>
using namespace std;

template <class F> void say(F fail) {
  try {
    fail();
    cout << "nothing\n";
  } catch (const exception &error) {
    cout << error.what() << "\n";
  }
}

int main() {
  say([] { bitset<70>().set(69).to_ulong(); });
  say([] { bitset<70>().set(69).to_ullong(); });
  say([] { bitset<8>().test(9); });
  say([] { bitset<8>().set(10); });
  say([] { bitset<4>("01x"); });
  say([] { deque<int>{1}.at(4); });
  say([] { vector<int> numbers(-1); });
  say([] { shared_ptr<int> shared(weak_ptr<int>{}); });
  say([] { throw system_error(make_error_code(errc::invalid_argument), "here"); });
  say([] { unique_lock<mutex> lock; lock.try_lock(); });
  say([] { throw_with_nested(runtime_error("outer")); });
  say([] { throw exception(); });
  say([] { mutex m; unique_lock<mutex> one(m), two(m, defer_lock); one.lock(); });
  say([] { unique_lock<mutex> lock; lock.lock(); });
  say([] { mutex m; unique_lock<mutex> lock(m, defer_lock); lock.unlock(); });
  say([] { thread none; none.join(); });
  say([] { promise<int> p; p.set_value(1); p.set_value(2); });
  say([] { promise<int> p; auto one = p.get_future(), two = p.get_future(); });
  say([] { thread none; none.detach(); });
  from_chars_result read{nullptr, errc::invalid_argument};
  cout << (read.ec == errc::invalid_argument) << "\n";
}
