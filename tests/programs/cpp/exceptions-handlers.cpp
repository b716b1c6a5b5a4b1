// Which handler takes what is thrown.
#include <iostream>
#include <stdexcept>
#include <string>
using namespace std;

struct Top { int top = 3; };
struct Left : virtual Top { int left = 1; };
struct Right : virtual Top { int right = 2; };
struct Both : Left, Right {};

struct Base { int value = 7; };
struct Other { int other = 1; };
struct Derived : Other, Base {};
enum class Colour { red, green };

struct Member {
    Member() { cout << "member built" << endl; }
    ~Member() { cout << "member gone" << endl; }
};
struct Whole {
    Member member;
    Whole() try {
        throw "bad";
    } catch (const char *text) {
        cout << "constructor: " << text << endl;
    }
};
int helper() try {
    throw "worse";
} catch (const char *text) {
    cout << "function: " << text << endl;
    return 1;
}

void byBases() {
    try {
        throw overflow_error("boom");
    } catch (const logic_error &error) {
        cout << "logic: " << error.what() << endl;
    } catch (const runtime_error &error) {
        cout << "runtime: " << error.what() << endl;
    }
    try { throw Both(); } catch (Right &it) { cout << "right " << it.right << ' ' << it.top << endl; }
    try { throw Both(); } catch (Top &it) { cout << "virtual " << it.top << endl; }
}

void ofOtherTypes() {
    try { throw 42; } catch (short) { cout << "short"; } catch (int value) { cout << "int " << value << endl; }
    try { throw "text"s; } catch (const string &value) { cout << "string " << value << endl; }
    try { throw "literal"; } catch (const char *value) { cout << "pointer " << value << endl; }
    Derived derived;
    try { throw &derived; } catch (const Base *value) { cout << "derived pointer " << value->value << endl; }
    try { throw Colour::green; } catch (Colour value) { cout << "enum " << int(value) << endl; }
    try { throw 1.5; } catch (int) { cout << "int"; } catch (...) { cout << "anything" << endl; }
}

int main() {
    byBases();
    ofOtherTypes();
    try {
        try {
            throw string("a");
        } catch (string &text) {
            cout << "inner " << text << endl;
            throw string("b");
        } catch (...) {
            cout << "never";
        }
    } catch (string &text) {
        cout << "outer " << text << endl;
    }
    try { Whole whole; } catch (const char *) { cout << helper() << endl; }
}
