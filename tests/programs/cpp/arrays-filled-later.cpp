#include <bits/stdc++.h>
using namespace std;

// Arrays of a length that is read, with values at once, as g++ takes them.
int climb(int n) {
    int dp[n + 1] = {0};
    dp[0] = dp[1] = 1;
    for (int i = 2; i <= n; i++) dp[i] = dp[i - 1] + dp[i - 2];
    return dp[n];
}

main() {
    int n, m;
    cin >> n >> m;
    bool seen[n] = {false}, used[m][n] = {};
    int grid[n][m] = {}, first[n] = {7, 8};
    long long total[n + m] = {0}; double half[m] = {0.5};
    vector<int> adj[n] = {};
    string names[m] = {};
    char word[n] = {};
    adj[n - 1].push_back(m);
    names[0] += "ok";
    grid[n - 1][m - 1] = 5;
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < m; j++) cout << grid[i][j] << used[j][i] << " ";
        cout << first[i] << seen[i] << adj[i].size() << endl;
    }
    cout << accumulate(total, total + n + m, 0LL) << " " << half[0] + half[m - 1] << " " << names[0] << strlen(word) << endl;
    cout << climb(10) << endl;
}
