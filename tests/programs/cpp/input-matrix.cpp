#include <bits/stdc++.h>
using namespace std;
int main() {
    int t;
    cin >> t;
    while (t--) {
        int r, c;
        cin >> r >> c;
        vector<vector<int>> m(r, vector<int>(c));
        for (auto& row : m)
            for (int& x : row) cin >> x;
        for (int j = 0; j < c; ++j) {
            for (int i = r - 1; i >= 0; --i) cout << setw(3) << m[i][j];
            cout << '\n';
        }
        cout << "--\n";
    }
}
