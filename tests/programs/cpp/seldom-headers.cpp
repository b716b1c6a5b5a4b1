// Names that <bits/stdc++.h> brings with GNU's compiler, from headers that few include by name.
#include <bits/stdc++.h>
using namespace std;

struct Task {
  struct promise_type {
    Task get_return_object() { return {}; }
    suspend_never initial_suspend() { return {}; }
    suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};
Task greet() {
  cout << "from a coroutine\n";
  co_return;
}

volatile sig_atomic_t seen = 0;

int main() {
  signal(SIGINT, [](int number) { seen = number; });
  raise(SIGINT);
  cout << "signal " << seen << "\n";
  cout << __gcd(12, 18) << __lg(1000) << __gcd(7LL, 0LL) << "\n";
  int number = 0;
  const string text = "42 apples";
  auto [end, error] = from_chars(text.data(), text.data() + text.size(), number);
  cout << number << (error == errc{} ? " and" : " not") << end << "\n";
  cout << source_location::current().line() << " " << (type_index(typeid(int)) == type_index(typeid(number))) << "\n";
  cout << (DBL_MAX > FLT_MAX) << " " << DBL_DIG << " " << INT_MAX << "\n";
  printf("%" PRId64 "\n", int64_t(1) << 40);
  greet();
  stop_source source;
  source.request_stop();
  cout << source.get_token().stop_requested() << "\n";
  array<byte, 1024> room;
  pmr::monotonic_buffer_resource pool(room.data(), room.size());
  pmr::vector<int> numbers({1, 2, 3}, &pool);
  cout << numbers.size() << "\n";
}
