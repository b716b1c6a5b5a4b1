#pragma once

#include <string>
#include <vector>

namespace shop {

class Cart {
 public:
  void add(const std::string& item);
  int total() const;

 private:
  std::vector<std::string> items_;
};

}  // namespace shop
