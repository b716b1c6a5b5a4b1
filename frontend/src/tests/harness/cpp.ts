// C++: the program between a header of ours, which reads and writes JSON, and one line for each function. Types are deduced
// by the compiler; what is called is looked up in the text, as a name that is not declared does not compile.
import type { Program } from "../../runner/program";
import { type Call, type Harness, OWN_FILE, same } from "./beside";
import header from "./cpp.h?raw";
import { classesIn } from "./nodes";

const HEADER = /\.(h|hh|hpp|hxx)$/i;

/** What is called goes in as an argument of the program: so with other cases nothing is compiled again. */
export const cpp: Harness = (program, cases, nonce) => {
  const { entry, files } = program;
  const wanted = new Map(cases.map(({ names }) => [names[0] ?? "", names]));
  const parts = [
    `#line 1 "${OWN_FILE}"`,
    header,
    ...provided(program, cases),
    `#define main codesala_main_of_the_program\n#pragma GCC diagnostic ignored "-Wreturn-type"\n#line 1 "${entry}"`,
    files[entry] ?? "",
    `#undef main\n#line 1 "${OWN_FILE}"`,
    callsOf(outermost(program), [...wanted]),
  ];
  const calls = cases.map(({ names, args, judged }) => ({ name: names[0] ?? "", args, judged }));
  const entered = { ...files, [entry]: parts.join("\n") };
  return {
    program: { entry, files: entered, args: [JSON.stringify({ nonce, cases: calls })] },
    isOurs: (line) => line.includes(OWN_FILE),
    alike: same,
  };
};

/** The structs of linked lists and trees that the question's types name and the program does not declare. */
function provided(program: Program, cases: readonly Call[]): string[] {
  const classes = classesIn(cases);
  if (classes.length === 0) return [];
  const outer = outermost(program);
  return classes
    .filter((name) => !new RegExp(`\\b(class|struct|using)\\s+${name}\\b(?!\\s*;)`).test(outer))
    .map((name) => STRUCTS[name] ?? "");
}

const STRUCTS: Readonly<Record<string, string>> = {
  ListNode: `struct ListNode {
  int val;
  ListNode *next;
  ListNode(int val = 0, ListNode *next = nullptr) : val(val), next(next) {}
};`,
  TreeNode: `struct TreeNode {
  int val;
  TreeNode *left, *right;
  TreeNode(int val = 0, TreeNode *left = nullptr, TreeNode *right = nullptr) : val(val), left(left), right(right) {}
};`,
};

function callsOf(outer: string, wanted: (readonly [string, readonly string[]])[]): string {
  const hasClass = /\b(class|struct)\s+Solution\b(?!\s*;)/.test(outer);
  const found = wanted.map(([name, spellings]) => {
    const usable = spellings.filter((one) => /^[A-Za-z_]\w*$/.test(one) && !KEYWORD.test(one));
    const free = usable.find((one) => new RegExp(`\\b${one}\\s*(\\(|=\\s*\\[)`).test(outer));
    const call = free && `return [](const codesala::Value &one) { return codesala::called(::${free}, one); };`;
    const methods = usable.map((one) => `if (const codesala::Call call = codesala_${one}<::Solution>()) return call;`);
    return `if (name == ${JSON.stringify(name)}) { ${call || (hasClass ? methods.join(" ") : "")} }`;
  });
  const spelled = new Set(wanted.flatMap(([, spellings]) => spellings.filter((one) => /^[A-Za-z_]\w*$/.test(one))));
  const methods = [...spelled]
    .filter((one) => hasClass && !KEYWORD.test(one))
    .map(
      (one) => `template <class S> codesala::Call codesala_${one}() {
  if constexpr (requires { &S::${one}; }) {
    return [](const codesala::Value &one) { S it{}; return codesala::called_on(it, &S::${one}, one); };
  }
  return nullptr;
}`,
    );
  return `${methods.join("\n")}
static codesala::Call codesala_found(const std::string &name) { ${found.join("\n")} return nullptr; }
signed main(signed, char **given) { return codesala::calls(given[1], codesala_found); }
`;
}

/** What the program and its headers declare outside of all braces. */
function outermost({ entry, files }: Program): string {
  const texts = Object.entries(files).filter(([path]) => path === entry || HEADER.test(path));
  const code = texts.map(([, text]) => text.replace(NO_CODE, " ")).join("\n");
  let depth = 0;
  return code.replace(/[{}]|[^{}]+/g, (piece) => {
    if (piece === "}") depth = Math.max(0, depth - 1);
    const isOutside = depth === 0;
    if (piece === "{") depth += 1;
    return isOutside ? piece : "";
  });
}

/** Comments, texts, characters, and lines of the preprocessor. */
const NO_CODE =
  /\/\/.*|\/\*[^]*?\*\/|R"([^\s()\\]*)\([^]*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![\da-fA-F])'(?:\\.|[^'\\\n])+'|^[ \t]*#.*(?:\\\n.*)*/gm;

/** Words that no function of C++ can be called by. */
const KEYWORD =
  /^(alignas|alignof|and|and_eq|asm|auto|bitand|bitor|bool|break|case|catch|char|char8_t|char16_t|char32_t|class|compl|concept|const|consteval|constexpr|constinit|const_cast|continue|co_await|co_return|co_yield|decltype|default|delete|do|double|dynamic_cast|else|enum|explicit|export|extern|false|float|for|friend|goto|if|inline|int|long|mutable|namespace|new|noexcept|not|not_eq|nullptr|operator|or|or_eq|private|protected|public|register|reinterpret_cast|requires|return|short|signed|sizeof|static|static_assert|static_cast|struct|switch|template|this|thread_local|throw|true|try|typedef|typeid|typename|union|unsigned|using|virtual|void|volatile|wchar_t|while|xor|xor_eq)$/;
