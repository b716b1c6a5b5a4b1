#include <iomanip>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

std::vector<std::string> split(const std::string& s, char sep) {
    std::vector<std::string> parts;
    std::stringstream stream(s);
    std::string part;
    while (std::getline(stream, part, sep)) parts.push_back(part);
    return parts;
}

int main() {
    for (auto& p : split("name,age,,city", ',')) std::cout << std::quoted(p) << "\n";
    std::istringstream in("3 4.5 word");
    int a;
    double b;
    std::string c;
    in >> a >> b >> c;
    std::cout << a + b << c << std::endl;
    std::ostringstream out;
    out << std::setw(8) << std::setfill('*') << 42 << '|' << std::left << std::setw(6) << "ab" << '|' << std::hex
        << std::showbase << 255 << '|' << std::fixed << std::setprecision(3) << 3.14159;
    std::cout << out.str() << '\n';
    std::cout << std::stoi("12abc") << ' ' << std::to_string(1.5) << ' ' << std::scientific << 12345.678 << '\n';
}
