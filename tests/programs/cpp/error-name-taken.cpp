#include <algorithm>
#include <iostream>
#include <vector>
using namespace std;
int count = 0;
int list = 0;
int main() {
    vector<int> numbers{3, 1, 2};
    sort(numbers.begin(), numbers.end());
    cout << count << list << endl;
}
