#include <bits/stdc++.h>
using namespace std;
int main() {
    string log = "2024-05-01 ERROR disk full; 2024-05-02 WARN slow; 2024-05-03 ERROR timeout";
    regex line(R"((\d{4})-(\d\d)-(\d\d) (ERROR|WARN) (\w+))");
    for (auto it = sregex_iterator(log.begin(), log.end(), line); it != sregex_iterator(); ++it)
        cout << (*it)[3] << " " << (*it)[4] << " " << it->str(5) << "\n";
    cout << regex_replace(log, regex("ERROR"), "E") << "\n";
    cout << regex_match("ana@example.com", regex(R"([\w.]+@[\w.]+\.\w{2,})")) << regex_match("no", regex("[A-Z]+")) << "\n";
    smatch m;
    if (regex_search(log, m, regex("slow"))) cout << m.prefix().length() << m.str() << "\n";
}
