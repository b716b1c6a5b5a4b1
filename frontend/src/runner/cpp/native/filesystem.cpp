// What libc++'s <filesystem> throws. An object of its own: it is linked into programs that use <filesystem>.
#include <cerrno>
#include <filesystem>

namespace codesala {
[[noreturn]] void fail_filesystem();

/// The library does not hand on which path it was; which error it was stands in errno.
void fail_filesystem() {
  throw std::filesystem::filesystem_error("", std::error_code(errno ? errno : EIO, std::generic_category()));
}
} // namespace codesala
