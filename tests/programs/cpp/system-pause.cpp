#include <cstdlib>
#include <iostream>
int main() {
    std::cout << "Hello" << std::endl;
    int code = system("clear > /dev/null 2>&1 || true");
    std::cout << code << std::endl;
    return 0;
}
