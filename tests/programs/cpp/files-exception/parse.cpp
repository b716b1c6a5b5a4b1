#include "parse.h"

int parse(const std::string& text) {
  if (text.empty() || text[0] < '0' || text[0] > '9') throw NotANumber("not a number: " + text);
  return std::stoi(text);
}
