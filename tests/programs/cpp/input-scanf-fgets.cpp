#include <cstdio>
#include <cstring>
#include <cstdlib>
int main() {
    int n;
    char word[20], line[100];
    double d;
    printf("found %d\n", scanf("%d %19s %lf", &n, word, &d));
    printf("%05d|%-8s|%8.3f|%x|%c|%%|%+d\n", n, word, d, n, word[0], n);
    getchar();
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\r\n")] = 0;
        printf("%zu \"%s\" %d\n", strlen(line), line, atoi(line));
    }
    printf("%d\n", feof(stdin) != 0);
}
