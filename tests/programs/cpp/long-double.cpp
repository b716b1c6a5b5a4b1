#include <cstdio>
#include <iostream>
int main() {
    long double third = 1.0L / 3, read = 0;
    std::sscanf("2.5", "%Lf", &read);
    std::printf("%.10Lf %.1Lf\n", third, read);
    std::cout << third << std::endl;
}
