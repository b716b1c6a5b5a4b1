#include <expected>
#include <filesystem>
#include <fstream>
#include <print>
#include <ranges>
#include <string>

std::expected<int, std::string> parsed(const std::string &text) {
    if (text.find_first_not_of("0123456789") != std::string::npos) return std::unexpected("no number: " + text);
    return std::stoi(text);
}

int main() {
    std::ofstream("note.txt") << "kept";
    std::string text;
    std::ifstream("note.txt") >> text;
    std::println("{} {}", text, std::filesystem::file_size("note.txt"));
    for (auto [i, c] : std::views::zip(std::views::iota(1), text)) std::print("{}{} ", i, c);
    std::println("{} {}", parsed("42").value(), parsed("x").error());
}
