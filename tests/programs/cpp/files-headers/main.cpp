#include <bits/stdc++.h>

#include "shop/cart.hpp"
#include "tools.h"

using namespace std;

int main() {
  shop::Cart cart;
  string line;
  while (getline(cin, line)) cart.add(line);
  cout << cart.total() << " " << twice(21) << endl;
  ifstream words("data/words.txt");
  while (getline(words, line)) cout << "[" << line << "]";
  cout << endl;
  ofstream("made.txt") << "made " << 1 << endl;
  ifstream made("made.txt");
  getline(made, line);
  cout << line << " " << filesystem::exists("data/words.txt") << filesystem::exists("none.txt") << endl;
}
