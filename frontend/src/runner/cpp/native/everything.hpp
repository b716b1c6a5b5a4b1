// What the precompiled header is made of: all that people include, and what of it is compiled in advance.
#pragma once
// Programs have functions of their own by the names of these, so they see them once they include them: scripts/gnu/printing.mjs.
#define _LIBCPP_HIDES_PRINTING
#include "bits/stdc++.h"
#include <format>
#include <print>
#undef _LIBCPP_HIDES_PRINTING

namespace std::__format {
/// The engine of std::format and std::println: seconds of work in each program that uses them. It is in formatting.cpp.
template <>
format_context::iterator __vformat_to(basic_format_parse_context<char> &&parse, format_context &&context);
} // namespace std::__format
