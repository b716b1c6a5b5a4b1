#include <iostream>
struct Node { int value; Node* next; };
int main() {
    Node head{1, nullptr};
    std::cout << head.value << std::endl;
    std::cout << head.next->value << std::endl;
}
