#include <cstdio>
int main() {
    int number = 7;
    FILE *file = std::fopen("missing.txt", "r");
    std::puts(file ? "open" : "not open");
    std::fflush(stdout);
    std::printf("%d\n", std::fscanf(file, "%d", &number));
}
