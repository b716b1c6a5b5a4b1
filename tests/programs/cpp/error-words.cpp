// What exceptions of the standard library say.
#include <any>
#include <bitset>
#include <exception>
#include <fstream>
#include <functional>
#include <future>
#include <iostream>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>
#include <system_error>
#include <typeinfo>
#include <unordered_map>
#include <variant>
using namespace std;

template <class F>
void say(const char* name, F f) {
    try {
        f();
        cout << name << ": nothing\n";
    } catch (const exception& error) {
        cout << name << ": " << error.what() << '\n';
    }
}

struct Base { virtual ~Base() = default; };
struct Derived : Base {};
struct Own : out_of_range { using out_of_range::out_of_range; };

int main() {
    say("stoi", [] { (void)stoi("abc"); });
    say("stoi, too large", [] { (void)stoi("99999999999"); });
    say("stod", [] { (void)stod("x"); });
    say("stoll", [] { (void)stoll(""); });
    say("map", [] { map<int, int> m; (void)m.at(5); });
    say("unordered_map", [] { unordered_map<int, int> m; (void)m.at(5); });
    say("bitset", [] { bitset<8> bits("12"); });
    say("optional", [] { optional<int> none; (void)none.value(); });
    say("variant", [] { variant<int, string> v = 1; (void)get<string>(v); });
    say("any", [] { any a = 1; (void)any_cast<string>(a); });
    say("cast", [] { Base base; (void)dynamic_cast<Derived&>(base); });
    say("weak_ptr", [] { weak_ptr<int> weak; shared_ptr<int> shared(weak); });
    say("system", [] { throw system_error(make_error_code(errc::permission_denied), "open"); });
    say("promise", [] { future<int> f; { promise<int> p; f = p.get_future(); } f.get(); });
    say("promise, twice", [] { promise<int> p; p.set_value(1); p.set_value(2); });
    say("future, twice", [] { promise<int> p; auto f = p.get_future(); auto g = p.get_future(); });
    say("stream", [] { ifstream file; file.exceptions(ios::failbit); file.open("nowhere"); });
    say("own", [] { throw Own("my words: out of range"); });
    say("own, again", [] { try { throw Own("stop"); } catch (...) { rethrow_exception(current_exception()); } });
    cout << flush;
    (void)stoi("none");
}
