#include <iostream>
#include <vector>

int main() {
    std::vector<int> prices{10, 2.5, 30};
    unsigned char red{300};
    int million[] = {1e6, 2};
    for (int price : prices) std::cout << price + red + million[0] << "\n";
}
