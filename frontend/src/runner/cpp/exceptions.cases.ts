// The exception runtime with the real compiler: what is thrown is caught by the right handler, in the right order, and
// what nobody catches ends the program with a message.
import { describe, expect, test } from "vitest";

import { together } from "./testing";

const programs = together("");

/** Expects `body` to print exactly this, and to end well. All programs of this file are compiled as one. */
function prints(name: string, expected: string, body: string, declarations = ""): void {
  const ended = programs.add(`${declarations}\nint run() {\n${body}\nreturn 0; }`);
  test(name, async () => {
    expect(await ended()).toEqual({ stdout: expected, stderr: "", code: 0, message: null });
  });
}

describe("a handler takes", () => {
  prints(
    "an exception by its base, by reference",
    "runtime: boom\n",
    `try { throw overflow_error("boom"); }
     catch (const logic_error &error) { cout << "logic: " << error.what() << endl; }
     catch (const runtime_error &error) { cout << "runtime: " << error.what() << endl; }`,
  );
  prints(
    "the right one of several bases, also a virtual one",
    "right 2 3\nvirtual 3\n",
    `try { throw Both(); } catch (Right &it) { cout << "right " << it.right << ' ' << it.top << endl; }
     try { throw Both(); } catch (Top &it) { cout << "virtual " << it.top << endl; }`,
    `struct Top { int top = 3; }; struct Left : virtual Top { int left = 1; };
     struct Right : virtual Top { int right = 2; }; struct Both : Left, Right {};`,
  );
  prints(
    "an int, a string, a pointer, an enumerator, and anything",
    "int 42\nstring text\npointer literal\nderived pointer 7\nenum 1\nanything\n",
    `try { throw 42; } catch (short) { cout << "short"; } catch (int value) { cout << "int " << value << endl; }
     try { throw "text"s; } catch (const string &value) { cout << "string " << value << endl; }
     try { throw "literal"; } catch (const char *value) { cout << "pointer " << value << endl; }
     Derived derived;
     try { throw &derived; } catch (const Base *value) { cout << "derived pointer " << value->value << endl; }
     try { throw Colour::green; } catch (Colour value) { cout << "enum " << int(value) << endl; }
     try { throw 1.5; } catch (int) { cout << "int"; } catch (...) { cout << "anything" << endl; }`,
    `struct Base { int value = 7; }; struct Other { int other = 1; }; struct Derived : Other, Base {};
     enum class Colour { red, green };`,
  );
  prints(
    "what its own block throws, not what another handler throws",
    "inner a\nouter b\n",
    `try {
       try { throw string("a"); } catch (string &text) { cout << "inner " << text << endl; throw string("b"); }
       catch (...) { cout << "never"; }
     } catch (string &text) { cout << "outer " << text << endl; }`,
  );
  prints(
    "exceptions of a constructor's members and of a whole function",
    "member built\nmember gone\nconstructor: bad\nfunction: worse\n1\n",
    `try { Whole whole; } catch (const char *) { cout << helper() << endl; }`,
    `struct Member { Member() { cout << "member built" << endl; } ~Member() { cout << "member gone" << endl; } };
     struct Whole { Member member; Whole() try { throw "bad"; } catch (const char *text) {
       cout << "constructor: " << text << endl; } };
     int helper() try { throw "worse"; } catch (const char *text) { cout << "function: " << text << endl; return 1; }`,
  );
});

describe("unwinding", () => {
  prints(
    "runs destructors in reverse order, through functions without handlers",
    "3 2 1 caught\n",
    `try { outer(); } catch (int) { cout << "caught" << endl; }`,
    `struct Noisy { int id; ~Noisy() { cout << id << ' '; } };
     void inner() { Noisy c{3}; throw 1; } void outer() { Noisy a{1}; Noisy b{2}; inner(); }`,
  );
  prints(
    "rethrows the same object and destroys it once",
    "changed destroyed\n",
    `try { try { throw Thrown(); } catch (Thrown &thrown) { thrown.text = "changed"; throw; } }
     catch (Thrown &thrown) { cout << thrown.text << ' '; } cout << endl;`,
    `struct Thrown { string text = "as thrown"; Thrown() = default; Thrown(const Thrown &) = delete;
       ~Thrown() { cout << "destroyed"; } };`,
  );
  prints(
    "catches inside a destructor while another exception flies",
    "in flight 1\ninner 2\nouter 1\nnone 0\n",
    `try { Cleaner cleaner; throw 1; } catch (int value) { cout << "outer " << value << endl; }
     cout << "none " << uncaught_exceptions() << endl;`,
    `struct Cleaner { ~Cleaner() { cout << "in flight " << uncaught_exceptions() << endl;
       try { throw 2; } catch (int value) { cout << "inner " << value << endl; } } };`,
  );
  prints(
    "keeps an exception for later, and exceptions inside exceptions",
    "later: kept\nouter < inner\nmade 5\n",
    `exception_ptr kept;
     try { throw runtime_error("kept"); } catch (...) { kept = current_exception(); }
     try { rethrow_exception(kept); } catch (const exception &error) { cout << "later: " << error.what() << endl; }
     try { try { throw runtime_error("inner"); } catch (...) { throw_with_nested(logic_error("outer")); } }
     catch (const exception &error) { cout << error.what() << " < ";
       try { rethrow_if_nested(error); } catch (const exception &inner) { cout << inner.what() << endl; } }
     try { rethrow_exception(make_exception_ptr(5)); } catch (int value) { cout << "made " << value << endl; }`,
  );
  prints(
    "survives ten thousand exceptions through deep calls",
    "10000 0\n",
    `int caught = 0; for (int i = 0; i < 10000; ++i) try { deep(20); } catch (const Counted &) { ++caught; }
     cout << caught << ' ' << Counted::alive << endl;`,
    `struct Counted { static inline int alive = 0; Counted() { ++alive; } Counted(const Counted &) { ++alive; }
       ~Counted() { --alive; } };
     void deep(int n) { Counted here; vector<int> heap(10); if (n == 0) throw Counted(); deep(n - 1); }`,
  );
});

describe("the library throws", () => {
  prints(
    "from its headers and from its prebuilt part",
    "out_of_range: vector::_M_range_check: __n (which is 5) >= this->size() (which is 1)\n" +
      "out_of_range: map::at\ninvalid_argument: stoi\nout_of_range: stoi\n" +
      "out_of_range: basic_string::substr: __pos (which is 9) > this->size() (which is 3)\n" +
      "bad_variant_access\nbad_optional_access\nbad_function_call\nbad_cast\nfailure\n" +
      "length_error: vector::reserve\nbad_alloc\n",
    `attempt([] { (void)vector<int>{1}.at(5); }); attempt([] { (void)map<int, int>().at(1); });
     attempt([] { (void)stoi("x"); }); attempt([] { (void)stoi("99999999999"); });
     attempt([] { (void)string("abc").substr(9); });
     attempt([] { variant<int, string> it = 1; (void)get<string>(it); });
     attempt([] { optional<int> none; (void)none.value(); });
     attempt([] { function<void()> none; none(); });
     attempt([] { B b; A &a = b; (void)dynamic_cast<C &>(a); });
     attempt([] { istringstream in("x"); in.exceptions(ios::failbit); int n; in >> n; });
     attempt([] { vector<int> v; v.reserve(SIZE_MAX / 2); });
     attempt([] { for (vector<int> v;;) v.resize(v.size() * 2 + 1000); });`,
    `struct A { virtual ~A() = default; }; struct B : A {}; struct C : A {};
     void attempt(auto action) { try { action(); cout << "nothing" << endl; }
       catch (const out_of_range &e) { cout << "out_of_range: " << e.what() << endl; }
       catch (const invalid_argument &e) { cout << "invalid_argument: " << e.what() << endl; }
       catch (const length_error &e) { cout << "length_error: " << e.what() << endl; }
       catch (const bad_variant_access &) { cout << "bad_variant_access" << endl; }
       catch (const bad_optional_access &) { cout << "bad_optional_access" << endl; }
       catch (const bad_function_call &) { cout << "bad_function_call" << endl; }
       catch (const bad_alloc &) { cout << "bad_alloc" << endl; }
       catch (const bad_cast &) { cout << "bad_cast" << endl; }
       catch (const ios_base::failure &) { cout << "failure" << endl; }
       catch (const exception &e) { cout << "other: " << e.what() << endl; } }`,
  );
});

describe("nobody catches", () => {
  const ends = (name: string, source: string, stdout: string, stderr: string) => {
    const ended = programs.add(source);
    test(name, async () => {
      expect(await ended()).toEqual({ stdout, stderr, code: 134, message: null });
    });
  };

  ends(
    "an exception: its type and its message, after what was printed",
    `int run() { cout << "before"; throw invalid_argument("nobody wants me"); }`,
    "before",
    "terminate called after throwing an instance of 'std::invalid_argument'\n  what():  nobody wants me\n",
  );
  ends(
    "an int that leaves a noexcept function",
    `void hurl() { throw 3; }\nvoid never() noexcept { hurl(); }\nint run() { try { never(); } catch (...) { cout << "wrong"; } return 0; }`,
    "",
    "terminate called after throwing an instance of 'int'\n",
  );
  ends(
    "what a destructor throws",
    `void hurl() { throw logic_error("from a destructor"); }\nstruct Bad { ~Bad() { hurl(); } };\nint run() { try { Bad bad; } catch (...) {} return 0; }`,
    "",
    "terminate called after throwing an instance of 'std::logic_error'\n  what():  from a destructor\n",
  );
  ends("abort", `int run() { puts("so far"); abort(); }`, "so far\n", "Aborted\n");
  ends("a rethrow of nothing", `int run() { throw; }`, "", "terminate called without an active exception\n");
});
