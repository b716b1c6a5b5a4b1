// Names of the standard library that the program did not include are free.
#include <cstdio>
using namespace std;

int list = 1;
struct set {
    int left;
};

int main() {
    set queue{list};
    printf("%d\n", queue.left + list);
}
