#include <bits/stdc++.h>
using namespace std;

int shortest(const vector<string>& grid) {
    int n = grid.size(), m = grid[0].size();
    vector<vector<int>> dist(n, vector<int>(m, -1));
    queue<pair<int, int>> q;
    q.push({0, 0});
    dist[0][0] = 0;
    const int dx[] = {1, -1, 0, 0}, dy[] = {0, 0, 1, -1};
    while (!q.empty()) {
        auto [x, y] = q.front();
        q.pop();
        for (int d = 0; d < 4; d++) {
            int a = x + dx[d], b = y + dy[d];
            if (a < 0 || b < 0 || a >= n || b >= m || grid[a][b] == '#' || dist[a][b] >= 0) continue;
            dist[a][b] = dist[x][y] + 1;
            q.emplace(a, b);
        }
    }
    return dist[n - 1][m - 1];
}

int main() {
    cout << shortest({"..#.", "#...", "..#.", "...."}) << "\n";
    cout << shortest({".#", "#."}) << "\n";
}
