// A future that was asked before, or never had anything; memory that nobody has; words of system errors.
#include <cerrno>
#include <cstdio>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <future>
#include <iostream>
#include <string>
#include <system_error>

int main() {
    auto asked = std::async([] { return 1; });
    asked.get();
    std::future<int> empty;
    auto attempt = [](auto &future) {
        try {
            future.get();
        } catch (const std::future_error &error) {
            std::cout << error.what() << ' ' << error.code() << '\n';
        }
    };
    attempt(asked);
    attempt(empty);
    for (std::size_t bytes : {SIZE_MAX, SIZE_MAX - 8, SIZE_MAX - 100, SIZE_MAX - 70'000, SIZE_MAX / 2}) {
        void *volatile memory = std::malloc(bytes);
        void *volatile cleared = std::calloc(bytes, 1);
        void *volatile more = std::realloc(nullptr, bytes);
        std::cout << (memory || cleared || more);
    }
    std::cout << ' ' << (errno == ENOMEM) << '\n';
    try {
        std::string("abc").compare(5, 1, "x");
    } catch (const std::out_of_range &error) {
        std::cout << error.what() << '\n';
    }
    for (int code : {EPERM, ENOENT, EIO, ENOMEM, EBUSY, EDOM, ERANGE, ETIMEDOUT, EDEADLK, ENAMETOOLONG, EMFILE, ELOOP})
        std::cout << std::strerror(code) << ", ";
    std::cout << std::strerror(9999) << ' ' << std::make_error_code(std::errc::timed_out).message() << '\n';
    errno = ERANGE;
    std::perror("perror");
    errno = EIO;
    std::fprintf(stderr, "%m\n");
}
