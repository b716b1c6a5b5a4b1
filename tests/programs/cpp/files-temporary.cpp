#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>
#include <string>
#include <unistd.h>

namespace fs = std::filesystem;

int main() {
  fs::path folder = fs::temp_directory_path() / "of-codesala";
  std::cout << folder.string() << ' ' << fs::create_directory(folder) << fs::create_directory(folder) << '\n';
  std::ofstream(folder / "notes.txt") << "one\ntwo\n";
  std::ifstream in(folder / "notes.txt");
  for (std::string line; std::getline(in, line);) std::cout << line << '\n';
  std::cout << fs::file_size(folder / "notes.txt") << ' ' << fs::remove_all(folder) << ' ' << fs::exists(folder) << '\n';

  std::ofstream("own.txt") << "own";
  std::cout << access("own.txt", R_OK) << access("own.txt", W_OK) << access("nowhere", F_OK) << '\n';
  std::cout << fs::create_directory("tmp") << fs::create_directory("tmp") << fs::create_directories("tmp/deep") << '\n';
  std::set<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(".")) {
    if (entry.path().string().find("main") == std::string::npos) names.insert(entry.path().string());
  }
  for (const auto& name : names) std::cout << name << '\n';
  std::error_code error;
  std::cout << fs::create_directory("own.txt", error) << ' ' << error.message() << '\n';
}
