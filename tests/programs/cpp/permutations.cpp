#include <bits/stdc++.h>
using namespace std;

void backtrack(vector<int>& nums, size_t start, vector<vector<int>>& out) {
    if (start == nums.size()) {
        out.push_back(nums);
        return;
    }
    for (size_t i = start; i < nums.size(); i++) {
        swap(nums[start], nums[i]);
        backtrack(nums, start + 1, out);
        swap(nums[start], nums[i]);
    }
}

int main() {
    vector<int> nums{1, 2, 3};
    vector<vector<int>> out;
    backtrack(nums, 0, out);
    for (auto& p : out) {
        for (int x : p) cout << x << " ";
        cout << endl;
    }
    string s = "aab";
    do cout << s << ' ';
    while (next_permutation(s.begin(), s.end()));
    cout << '\n';
}
