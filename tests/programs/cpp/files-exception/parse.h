#pragma once

#include <stdexcept>
#include <string>

struct NotANumber : std::runtime_error {
  using std::runtime_error::runtime_error;
};

int parse(const std::string& text);
