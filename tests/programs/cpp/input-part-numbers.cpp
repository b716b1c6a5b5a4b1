#include <iomanip>
#include <iostream>
#include <limits>
#include <sstream>
#include <string>
using namespace std;

template <class Number> void read(const string &text) {
    istringstream in(text);
    Number number = 77;
    in >> number;
    cout << setw(28) << '"' + text + '"' << " -> " << +number << (in.fail() ? " fail" : "") << (in.eof() ? " end" : "");
    in.clear();
    string rest;
    getline(in, rest);
    cout << " rest \"" << rest << "\"\n";
}

int main() {
    int number;
    string rest;
    while (cin >> number >> rest) cout << number << " and " << rest << '\n';
    cin.clear();
    cin >> rest;
    cout << "then " << rest << '\n';
    for (string text : {"12abc", "1e3x", "0x1f", "-5-3", "+7", "- 5", "007", "99999999999", "-99999999999", "", "x", "1,000", "-"})
        read<int>(text);
    for (string text : {"-1", "42", "4294967296", "-4294967296"}) read<unsigned>(text);
    for (string text : {"70000", "-32769", "12"}) read<short>(text);
    for (string text : {"9223372036854775807", "9223372036854775808", "-9223372036854775808"}) read<long long>(text);
    for (string text : {"1e3x", "12abc", "1e", "1e+", ".5", "5.", ".", "1.2.3", "-3.5e-2rest", "1e400", "-1e400", "nan", "inf", "0x10", "1-2"})
        read<double>(text);
    read<float>("1e39");
    istringstream hex("ff 0x1A 10 zz");
    int value;
    while (hex >> std::hex >> value) cout << value << ' ';
    cout << "stopped\n";
    istringstream any("0x10 010 10");
    any.unsetf(ios::basefield);
    while (any >> value) cout << value << ' ';
    bool isTrue, isFalse;
    istringstream("1 0") >> isTrue >> isFalse;
    cout << isTrue << isFalse << '\n';
    istringstream date("2024-03-09T10:30");
    int year, month, day, hour, minute;
    char dash;
    date >> year >> dash >> month >> dash >> day >> dash >> hour >> dash >> minute;
    cout << year << '/' << month << '/' << day << ' ' << hour << ' ' << minute << '\n';
}
