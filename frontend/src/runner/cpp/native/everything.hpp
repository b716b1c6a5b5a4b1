// What the precompiled header is made of: all that people include, and what of it is compiled in advance.
#pragma once
#include "bits/stdc++.h"

namespace std::__format {
/// The engine of std::format and std::println: seconds of work in each program that uses them. It is in formatting.cpp.
template <>
format_context::iterator __vformat_to(basic_format_parse_context<char> &&parse, format_context &&context);
} // namespace std::__format
