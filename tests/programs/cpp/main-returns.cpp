// Of what main returns the last eight bits are kept, and argv begins with the program.
#include <cstdio>
int main(int argc, char **argv) {
    std::printf("%d %d %.2f\n", argc, argv[1] == nullptr, 2.5);
    return 256 + 7;
}
