#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <string>
#include <system_error>

int main() {
    std::string line;
    while (std::getline(std::cin, line)) std::cout << line << std::endl;
    std::cout << errno << std::endl;
    std::perror("after the input");

    std::FILE *file = std::fopen("missing.txt", "r");
    std::cout << (file == nullptr) << ' ' << errno << ' ' << std::strerror(errno) << std::endl;
    std::perror("missing.txt");
    std::ifstream stream("missing.txt");
    std::cout << stream.is_open() << ' ' << errno << std::endl;

    errno = 0;
    std::strtoll("99999999999999999999", nullptr, 10);
    std::cout << errno << ' ' << (errno == ERANGE) << std::endl;
    std::printf("%m\n");
    errno = 0;
    std::printf("%s\n", std::strerror(errno));

    std::ofstream("made.txt") << "text" << std::endl;
    std::cout << std::ifstream("made.txt").is_open() << ' ' << errno << std::endl;

    for (int code = 0; code < 6; ++code) std::cout << code << ": " << std::strerror(code) << '\n';
    std::cout << ENOENT << ' ' << EACCES << ' ' << EINVAL << ' ' << EAGAIN << ' ' << ETIMEDOUT << ' ' << EDOM << '\n';
    std::error_code code = std::make_error_code(std::errc::invalid_argument);
    std::cout << code << ' ' << code.value() << ' ' << code.message() << '\n';
    std::cout << (std::error_code(2, std::generic_category()) == std::errc::no_such_file_or_directory) << '\n';
    try {
        throw std::system_error(ENOENT, std::system_category(), "open");
    } catch (const std::system_error &error) {
        std::cout << error.what() << ' ' << error.code() << '\n';
    }
    try {
        std::stoi("99999999999");
    } catch (const std::out_of_range &error) {
        std::cout << error.what() << '\n';
    }
}
