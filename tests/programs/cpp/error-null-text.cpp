#include <cstdlib>
#include <cstring>
#include <iostream>
int main() {
    const char *user = std::getenv("NOT_SET");
    std::cout << "The length is" << std::endl;
    std::cout << std::strlen(user) << std::endl;
}
