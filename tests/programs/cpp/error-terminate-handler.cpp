#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <stdexcept>
using namespace std;

void aborted(int signal) { cout << "signal " << signal << endl; }

int main() {
    signal(SIGABRT, aborted);
    set_terminate([] {
        if (auto error = current_exception()) {
            try {
                rethrow_exception(error);
            } catch (const exception &said) {
                cout << "terminated by " << said.what() << endl;
            } catch (int number) {
                cout << "terminated by " << number << endl;
            }
        } else {
            cout << "terminated by nothing" << endl;
        }
        abort();
    });
    throw runtime_error("the end");
}
