#include <bits/stdc++.h>
using namespace std;

int main() {
    vector<int> weight{1, 3, 4, 5}, value{1, 4, 5, 7};
    int capacity = 7;
    vector<int> dp(capacity + 1);
    for (size_t i = 0; i < weight.size(); ++i)
        for (int c = capacity; c >= weight[i]; --c) dp[c] = max(dp[c], dp[c - weight[i]] + value[i]);
    cout << dp.back() << endl;

    string a = "AGGTAB", b = "GXTXAYB";
    vector<vector<int>> lcs(a.size() + 1, vector<int>(b.size() + 1));
    for (size_t i = 1; i <= a.size(); ++i)
        for (size_t j = 1; j <= b.size(); ++j)
            lcs[i][j] = a[i - 1] == b[j - 1] ? lcs[i - 1][j - 1] + 1 : max(lcs[i - 1][j], lcs[i][j - 1]);
    cout << lcs[a.size()][b.size()] << endl;
}
