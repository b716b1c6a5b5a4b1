#include <cstdint>
int main() {
    volatile std::uintptr_t address = 0x7ffffff0;
    return *(int *)address;
}
