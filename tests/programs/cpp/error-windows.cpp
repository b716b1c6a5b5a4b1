#include <iostream>
#include <windows.h>
int main() {
    std::cout << "wait" << std::endl;
    Sleep(500);
}
