#include <iostream>
#include <string>
int main() {
    const char *name = nullptr;
    std::string known = "Ada";
    std::cout << "compare" << std::endl;
    if (known != name) std::cout << "somebody else" << std::endl;
}
