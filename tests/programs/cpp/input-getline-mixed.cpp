#include <iostream>
#include <limits>
#include <string>
using namespace std;
int main() {
    int age;
    string name, line;
    cout << "Age: ";
    cin >> age;
    getline(cin, line);
    cout << "rest [" << line << "]\n";
    cout << "Name: ";
    cin >> ws;
    getline(cin, name);
    cout << name << " is " << age << "\n";
    int wrong;
    if (!(cin >> wrong)) {
        cin.clear();
        cin.ignore(numeric_limits<streamsize>::max(), '\n');
        cout << "not a number\n";
    }
    cin >> wrong;
    cout << wrong << " " << cin.eof() << endl;
}
