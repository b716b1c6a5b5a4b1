// Headers and functions that a program in a browser cannot have, and what to do instead.

const WINDOWS = "There is no Windows here: std::this_thread::sleep_for sleeps, std::cin.get() waits for a key.";
const DRAWING = "There are no windows to draw in: print text.";
const PROCESSES = "A program in a browser is one process and cannot start others: call the function instead.";
const NETWORK = "A program in a browser has no network: give it its data as text.";

/** By what the compiler says that it has not found. */
const INSTEAD: [RegExp, string][] = [
  [/^(windows|conio|direct|tchar|winsock2?|process)\.h$/i, WINDOWS],
  [/^(graphics|ncurses|curses|GL\/|SDL|SFML|opencv|X11\/|Q[A-Z])/, DRAWING],
  [/^(sys\/wait|spawn)\.h$|^fork$|^waitpid$/, PROCESSES],
  [/^(sys\/socket|sys\/un|netinet\/|arpa\/|netdb|curl\/)/, NETWORK],
  [/^ext\/pb_ds/, "This is GNU's own: std::set with lower_bound, or a Fenwick tree, serves instead."],
  [/^ext\/|^experimental\/|^tr1\//, "This is GNU's own: what is in C++23 serves instead."],
  [/^generator$/, "Clang's library has no std::generator yet: fill a vector, or write the coroutine's own type."],
  [
    /^enumerate$/,
    "Clang's library has no views::enumerate yet: std::views::zip(std::views::iota(0), v) serves instead.",
  ],
  [
    /^(chunk|slide|stride|cartesian_product)$/,
    "Clang's library has this view not yet: a loop over indexes serves instead.",
  ],
  [/^(boost|Eigen|gtest|gmock|catch2?|doctest|fmt|spdlog|nlohmann|absl)\b/i, "There is the standard library only."],
];

/** A sentence below the compiler's errors, or nothing. */
export function insteadOf(errors: string): string {
  const missing =
    /fatal error: '([^']+)' file not found|error: use of undeclared identifier '(fork|waitpid)'|error: no member named '(\w+)' in namespace 'std::(?:ranges::)?views'/.exec(
      errors,
    );
  const name = missing?.[1] ?? missing?.[2] ?? missing?.[3];
  const found = name === undefined ? undefined : INSTEAD.find(([pattern]) => pattern.test(name));
  return found ? `${found[1]}\n` : "";
}
