// What is left of the compiler's words.
import { expect, test } from "vitest";

import { shortened } from "./errors";

const AT = `    5 |   sort(all.begin(), all.end());\n      |   ^\n`;

test("of an error inside of the library its sentence is left, and the program's line that asked for it", () => {
  const told = `In file included from main.cpp:1:
In file included from /include/bits/stdc++.h:3:
/usr/include/c++/v1/__algorithm/sort.h:905:38: error: invalid operands to binary expression ('Node' and 'Node')
  905 |   difference_type depth = 2 * std::__bit_log2(last - first);
      |                               ~~~~
/usr/include/c++/v1/__algorithm/sort.h:950:8: note: in instantiation of function template specialization 'std::__sort' requested here
  950 |   std::__sort_dispatch(first, last);
      |        ^
main.cpp:5:3: note: in instantiation of function template specialization 'std::sort' requested here
${AT}/usr/include/c++/v1/__compare/ordering.h:47:54: note: candidate function not viable: no known conversion
   47 |   friend bool operator==(partial_ordering, partial_ordering) = default;
      |               ^
1 error generated.
`;
  expect(shortened(told)).toBe(
    `/usr/include/c++/v1/__algorithm/sort.h:905:38: error: invalid operands to binary expression ('Node' and 'Node')
main.cpp:5:3: note: in instantiation of function template specialization 'std::sort' requested here
${AT}1 error generated.
`,
  );
});

test("an error of the program keeps its code and the notes of the program's files, not the library's candidates", () => {
  const error = `main.cpp:5:3: error: no matching function for call to 'sort'\n${AT}`;
  const own = `main.cpp:2:6: note: candidate function not viable: requires 1 argument\n    2 | void sort(int);\n`;
  const library = `/usr/include/c++/v1/__algorithm/sort.h:950:8: note: candidate template ignored\n  950 | sort(\n`;
  expect(shortened(error + library + own + library.repeat(9))).toBe(error + own);
});

test("what is no error of a place stays as it is", () => {
  const linker = "wasm-ld: error: main.o: undefined symbol: other()\n";
  expect(shortened(linker)).toBe(linker);
});
