// As programs for contests do it, whose input stands in a file.
#include <bits/stdc++.h>
using namespace std;

int main() {
    ofstream("input.txt") << "3\n10 20 30\n";
    freopen("input.txt", "r", stdin);
    freopen("output.txt", "w", stdout);
    int n, sum = 0;
    cin >> n;
    for (int i = 0; i < n; i++) {
        int each;
        cin >> each;
        sum += each;
    }
    cout << "sum " << sum << endl;
    printf("mean %.1f\n", 1.0 * sum / n);
    fclose(stdout);

    ifstream written("output.txt");
    for (string line; getline(written, line);) cerr << "written: " << line << endl;
}
