#include <iostream>
#include <string>
#include <vector>
int main() {
    std::vector<int> empty;
    int steps = 0;
    for (int i = 0; i < (int)empty.size() - 1; i++) steps++;
    std::cout << steps << (empty.size() - 1 > 1000 ? " wraps" : " fine") << "\n";
    std::string s = "hello";
    std::cout << (s.find('z') == std::string::npos) << s.substr(1, 3) << s.rfind('l') << "\n";
}
