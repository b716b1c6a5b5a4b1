// A class that owns memory and has no copy constructor: its copy frees what is not its own.
#include <cstring>
#include <iostream>

class Text {
    char* letters;

public:
    Text(const char* from) : letters(new char[strlen(from) + 1]) { strcpy(letters, from); }
    ~Text() { delete[] letters; }
    const char* c_str() const { return letters; }
};

void show(Text text) { std::cout << text.c_str() << std::endl; }

int main() {
    Text text("hello");
    show(text);
    std::cout << "shown" << std::endl;
}
