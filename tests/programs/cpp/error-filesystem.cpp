#include <filesystem>
#include <iostream>
int main() {
    try {
        std::cout << std::filesystem::file_size("nowhere");
    } catch (const std::filesystem::filesystem_error &error) {
        std::cout << error.code().message() << ", " << error.code().value() << ", " << error.path1().string() << std::endl;
        std::cout << error.what() << std::endl;
    }
}
