#include <cstdio>
#include <numeric>
#include <vector>

struct DSU {
    std::vector<int> parent, size;
    explicit DSU(int n) : parent(n), size(n, 1) { std::iota(parent.begin(), parent.end(), 0); }
    int find(int x) { return parent[x] == x ? x : parent[x] = find(parent[x]); }
    bool unite(int a, int b) {
        a = find(a), b = find(b);
        if (a == b) return false;
        if (size[a] < size[b]) std::swap(a, b);
        parent[b] = a;
        size[a] += size[b];
        return true;
    }
};

int main() {
    int n, q;
    if (scanf("%d %d", &n, &q) != 2) return 1;
    DSU dsu(n);
    char op;
    int a, b;
    while (q-- && scanf(" %c %d %d", &op, &a, &b) == 3) {
        if (op == 'u') printf("%s\n", dsu.unite(a, b) ? "joined" : "same");
        else printf("%d\n", dsu.find(a) == dsu.find(b));
    }
}
