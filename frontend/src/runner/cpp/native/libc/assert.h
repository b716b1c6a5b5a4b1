// In the place of the C library's, which hands on the function's name without its types. Included as often as it is named.
#undef assert
#ifdef NDEBUG
#define assert(claim) (static_cast<void>(0))
#else
#define assert(claim)                                                                                                  \
  ((claim) ? static_cast<void>(0) : __assert_fail(#claim, __FILE__, __LINE__, __extension__ __PRETTY_FUNCTION__))
#endif

extern "C" [[noreturn]] void __assert_fail(const char *, const char *, int, const char *);
