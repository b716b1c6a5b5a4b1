// System errors as on Linux: their numbers in errno, and what glibc calls them. The C library sets an errno of its own, by
// WebAssembly's numbers; whoever looks at errno gets what was set there since, translated. The linker leads all calls of
// strerror here (`--wrap`), which `%m` and std::error_code use; and those of vfprintf.
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <iterator>
#include <wasi/api.h>

namespace {
/// By the numbers of WebAssembly.
constexpr int LINUX[] = {
    0, E2BIG, EACCES, EADDRINUSE, EADDRNOTAVAIL, EAFNOSUPPORT, EAGAIN, EALREADY, EBADF, EBADMSG, EBUSY, ECANCELED,
    ECHILD, ECONNABORTED, ECONNREFUSED, ECONNRESET, EDEADLK, EDESTADDRREQ, EDOM, EDQUOT, EEXIST, EFAULT, EFBIG,
    EHOSTUNREACH, EIDRM, EILSEQ, EINPROGRESS, EINTR, EINVAL, EIO, EISCONN, EISDIR, ELOOP, EMFILE, EMLINK, EMSGSIZE,
    EMULTIHOP, ENAMETOOLONG, ENETDOWN, ENETRESET, ENETUNREACH, ENFILE, ENOBUFS, ENODEV, ENOENT, ENOEXEC, ENOLCK,
    ENOLINK, ENOMEM, ENOMSG, ENOPROTOOPT, ENOSPC, ENOSYS, ENOTCONN, ENOTDIR, ENOTEMPTY, ENOTRECOVERABLE, ENOTSOCK,
    ENOTSUP, ENOTTY, ENXIO, EOVERFLOW, EOWNERDEAD, EPERM, EPIPE, EPROTO, EPROTONOSUPPORT, EPROTOTYPE, ERANGE, EROFS,
    ESPIPE, ESRCH, ESTALE, ETIMEDOUT, ETXTBSY, EXDEV, ENOTCAPABLE,
};
constexpr const char *WORDS[] = {
    "Success", "Operation not permitted", "No such file or directory", "No such process", "Interrupted system call",
    "Input/output error", "No such device or address", "Argument list too long", "Exec format error",
    "Bad file descriptor", "No child processes", "Resource temporarily unavailable", "Cannot allocate memory",
    "Permission denied", "Bad address", "Block device required", "Device or resource busy", "File exists",
    "Invalid cross-device link", "No such device", "Not a directory", "Is a directory", "Invalid argument",
    "Too many open files in system", "Too many open files", "Inappropriate ioctl for device", "Text file busy",
    "File too large", "No space left on device", "Illegal seek", "Read-only file system", "Too many links",
    "Broken pipe", "Numerical argument out of domain", "Numerical result out of range", "Resource deadlock avoided",
    "File name too long", "No locks available", "Function not implemented", "Directory not empty",
    "Too many levels of symbolic links", nullptr, "No message of desired type", "Identifier removed",
    "Channel number out of range", "Level 2 not synchronized", "Level 3 halted", "Level 3 reset",
    "Link number out of range", "Protocol driver not attached", "No CSI structure available", "Level 2 halted",
    "Invalid exchange", "Invalid request descriptor", "Exchange full", "No anode", "Invalid request code",
    "Invalid slot", nullptr, "Bad font file format", "Device not a stream", "No data available", "Timer expired",
    "Out of streams resources", "Machine is not on the network", "Package not installed", "Object is remote",
    "Link has been severed", "Advertise error", "Srmount error", "Communication error on send", "Protocol error",
    "Multihop attempted", "RFS specific error", "Bad message", "Value too large for defined data type",
    "Name not unique on network", "File descriptor in bad state", "Remote address changed",
    "Can not access a needed shared library", "Accessing a corrupted shared library",
    ".lib section in a.out corrupted", "Attempting to link in too many shared libraries",
    "Cannot exec a shared library directly", "Invalid or incomplete multibyte or wide character",
    "Interrupted system call should be restarted", "Streams pipe error", "Too many users",
    "Socket operation on non-socket", "Destination address required", "Message too long",
    "Protocol wrong type for socket", "Protocol not available", "Protocol not supported",
    "Socket type not supported", "Operation not supported", "Protocol family not supported",
    "Address family not supported by protocol", "Address already in use", "Cannot assign requested address",
    "Network is down", "Network is unreachable", "Network dropped connection on reset",
    "Software caused connection abort", "Connection reset by peer", "No buffer space available",
    "Transport endpoint is already connected", "Transport endpoint is not connected",
    "Cannot send after transport endpoint shutdown", "Too many references: cannot splice", "Connection timed out",
    "Connection refused", "Host is down", "No route to host", "Operation already in progress",
    "Operation now in progress", "Stale file handle", "Structure needs cleaning", "Not a XENIX named type file",
    "No XENIX semaphores available", "Is a named type file", "Remote I/O error", "Disk quota exceeded",
    "No medium found", "Wrong medium type", "Operation canceled", "Required key not available", "Key has expired",
    "Key has been revoked", "Key was rejected by service", "Owner died", "State not recoverable",
    "Operation not possible due to RF-kill", "Memory page has hardware error",
};
int shown = 0;
} // namespace

extern __thread int set_by_library __asm__("errno");

extern "C" {
int __linux_error(int code) { return 0 <= code && code < std::ssize(LINUX) ? LINUX[code] : code; }

int *__errno_location() {
  // The C library asks of each file that it opens whether it is a terminal; nobody has failed if it is none.
  if (set_by_library && set_by_library != __WASI_ERRNO_NOTTY) shown = __linux_error(set_by_library);
  set_by_library = 0;
  return &shown;
}

char *__wrap_strerror(int code) {
  if (0 <= code && code < std::ssize(WORDS) && WORDS[code]) return const_cast<char *>(WORDS[code]);
  static char unknown[32];
  std::snprintf(unknown, sizeof unknown, "Unknown error %d", code);
  return unknown;
}

int __real_vfprintf(std::FILE *file, const char *format, std::va_list values);

/// `%m` asks for the C library's own errno. What is written well leaves errno as it was.
int __wrap_vfprintf(std::FILE *file, const char *format, std::va_list values) {
  if (!file) __builtin_trap(); // as in nulls.cpp
  set_by_library = errno;
  int written = __real_vfprintf(file, format, values);
  if (written >= 0 || set_by_library == shown) set_by_library = 0;
  return written;
}

void perror(const char *what) {
  const char *why = __wrap_strerror(errno);
  if (what && *what)
    std::fprintf(stderr, "%s: %s\n", what, why);
  else
    std::fprintf(stderr, "%s\n", why);
}
}
