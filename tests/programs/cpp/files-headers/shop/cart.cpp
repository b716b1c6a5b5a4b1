#include "cart.hpp"

#include <numeric>

#include "shop/prices.hpp"

namespace shop {

void Cart::add(const std::string& item) { items_.push_back(item); }

int Cart::total() const {
  return std::accumulate(items_.begin(), items_.end(), 0,
                         [](int sum, const std::string& item) { return sum + price_of(item); });
}

}  // namespace shop
