// The library throws from its headers and from its compiled part, each by its type.
#include <functional>
#include <iostream>
#include <map>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <typeinfo>
#include <variant>
#include <vector>
using namespace std;

struct A { virtual ~A() = default; };
struct B : A {};
struct C : A {};

template <class Action>
void attempt(Action action) {
    try {
        action();
        cout << "nothing" << endl;
    } catch (const out_of_range &e) {
        cout << "out_of_range: " << e.what() << endl;
    } catch (const invalid_argument &e) {
        cout << "invalid_argument: " << e.what() << endl;
    } catch (const length_error &e) {
        cout << "length_error: " << e.what() << endl;
    } catch (const bad_variant_access &) {
        cout << "bad_variant_access" << endl;
    } catch (const bad_optional_access &) {
        cout << "bad_optional_access" << endl;
    } catch (const bad_function_call &) {
        cout << "bad_function_call" << endl;
    } catch (const bad_alloc &) {
        cout << "bad_alloc" << endl;
    } catch (const bad_cast &) {
        cout << "bad_cast" << endl;
    } catch (const ios_base::failure &) {
        cout << "failure" << endl;
    } catch (const exception &e) {
        cout << "other: " << e.what() << endl;
    }
}

int main() {
    attempt([] { (void)vector<int>{1}.at(5); });
    attempt([] { (void)map<int, int>().at(1); });
    attempt([] { (void)stoi("x"); });
    attempt([] { (void)stoi("99999999999"); });
    attempt([] { (void)string("abc").substr(9); });
    attempt([] { variant<int, string> it = 1; (void)get<string>(it); });
    attempt([] { optional<int> none; (void)none.value(); });
    attempt([] { function<void()> none; none(); });
    attempt([] { B b; A &a = b; (void)dynamic_cast<C &>(a); });
    attempt([] { istringstream in("x"); in.exceptions(ios::failbit); int n; in >> n; });
    attempt([] { vector<int> v; v.reserve(SIZE_MAX / 2); });
    attempt([] { vector<int> v(SIZE_MAX / 16); cout << v.back(); });
}
