// What system errors are called: as glibc says it, where the C library here has other words. The linker leads all calls
// of strerror here (`--wrap`), which perror, `%m` and std::error_code use. The numbers stay those of WebAssembly.
#include <cerrno>
#include <cstdio>

namespace {
struct Words {
  int code;
  const char *said;
};
constexpr Words GLIBC[] = {
    {EIO, "Input/output error"},
    {ENOMEM, "Cannot allocate memory"},
    {EDOM, "Numerical argument out of domain"},
    {ERANGE, "Numerical result out of range"},
    {ETIMEDOUT, "Connection timed out"},
    {EBUSY, "Device or resource busy"},
    {EILSEQ, "Invalid or incomplete multibyte or wide character"},
    {ENOTTY, "Inappropriate ioctl for device"},
    {EOVERFLOW, "Value too large for defined data type"},
    {ESPIPE, "Illegal seek"},
    {EXDEV, "Invalid cross-device link"},
    {EHOSTUNREACH, "No route to host"},
    {EADDRINUSE, "Address already in use"},
    {ELOOP, "Too many levels of symbolic links"},
    {ENAMETOOLONG, "File name too long"},
    {EMFILE, "Too many open files"},
    {ECHILD, "No child processes"},
    {EDEADLK, "Resource deadlock avoided"},
    {EOWNERDEAD, "Owner died"},
    {ENOTSOCK, "Socket operation on non-socket"},
    {EMSGSIZE, "Message too long"},
    {EOPNOTSUPP, "Operation not supported"},
    {EADDRNOTAVAIL, "Cannot assign requested address"},
    {ENETUNREACH, "Network is unreachable"},
    {ENETRESET, "Network dropped connection on reset"},
    {ECONNABORTED, "Software caused connection abort"},
    {EISCONN, "Transport endpoint is already connected"},
    {ENOTCONN, "Transport endpoint is not connected"},
    {EDQUOT, "Disk quota exceeded"},
};
constexpr int LAST = ENOTCAPABLE;
} // namespace

extern "C" {
char *__real_strerror(int code);

char *__wrap_strerror(int code) {
  for (const Words &words : GLIBC)
    if (words.code == code) return const_cast<char *>(words.said);
  if (0 <= code && code <= LAST) return __real_strerror(code);
  static char unknown[32];
  std::snprintf(unknown, sizeof unknown, "Unknown error %d", code);
  return unknown;
}
}
