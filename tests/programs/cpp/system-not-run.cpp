#include <cstdlib>
#include <iostream>
int main() {
    std::cout << "Hello" << std::endl;
    system("pause 2> /dev/null");
    system("date > /dev/null");
}
