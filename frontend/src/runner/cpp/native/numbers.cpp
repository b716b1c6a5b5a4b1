// Numbers from streams, read as libstdc++ reads them: in the place of what is compiled into libc++. See gnu/numbers.h.
#include <locale>

template class std::num_get<char>;
