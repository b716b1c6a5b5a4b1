#include <iostream>

#include "parse.h"

int main() {
  try {
    parse("x");
  } catch (const NotANumber& error) {
    std::cout << error.what() << std::endl;
  }
  std::cout << parse("42") << std::endl;
  parse("y");
}
