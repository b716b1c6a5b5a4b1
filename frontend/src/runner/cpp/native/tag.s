# The WebAssembly tag that every C++ exception carries; clang can refer to it, but only assembly can define it.
.globl __cpp_exception
.tagtype __cpp_exception i32
__cpp_exception:
