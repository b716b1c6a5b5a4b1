// libc++'s formatting of all basic types, compiled once. See everything.hpp.
#include "everything.hpp"

namespace {
/// The same parser under another name, so that the library's own template is used, rather than the function below.
struct Parser : std::basic_format_parse_context<char> {};
static_assert(sizeof(Parser) == sizeof(std::basic_format_parse_context<char>));
} // namespace

namespace std::__format {
template <>
format_context::iterator __vformat_to(basic_format_parse_context<char> &&parse, format_context &&context) {
  return __format::__vformat_to(static_cast<Parser &&>(parse), std::move(context));
}
} // namespace std::__format
