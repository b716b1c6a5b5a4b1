// Programs in the browser print exactly what they should, read what is typed, and their errors name the user's lines.
import { openRunner, run, test, type Told } from "./run-page";
import { expect } from "./support/stage";

test.describe.configure({ mode: "default" }); // one worker, language by language: each is loaded once

const EXITED = { reason: "exited", code: 0, message: null };

interface Example {
  name: string;
  language: string;
  source: string;
  lines?: string[];
  output: string;
  end?: Partial<Told["end"]>;
}

const FAILED = { reason: "error" as const, code: 1, message: null };

const EXAMPLES: Example[] = [
  {
    name: "Python: breadth-first search over a dict, with input()",
    language: "python",
    source: `from collections import deque

graph = {"a": ["b", "c"], "b": ["d"], "c": ["d", "e"], "d": ["f"], "e": ["f"], "f": []}

def bfs(start, goal):
    queue, seen = deque([[start]]), {start}
    while queue:
        path = queue.popleft()
        if path[-1] == goal:
            return path
        for node in graph[path[-1]]:
            if node not in seen:
                seen.add(node)
                queue.append(path + [node])

start = input("From? ")
goal = input("To? ")
print(" -> ".join(bfs(start, goal)))
try:
    input()
except EOFError:
    print("no more")
`,
    lines: ["a", "f"],
    output: "From? To? a -> b -> d -> f\nno more\n",
  },
  {
    name: "Python: a traceback has the program's frames only",
    language: "python",
    source: "import json\n\ndef parse(text):\n    return json.loads(text)\n\nparse('{')\n",
    output: `Traceback (most recent call last):
  File "main.py", line 6, in <module>
    parse('{')
    ~~~~~^^^^^
  File "main.py", line 4, in parse
    return json.loads(text)
           ~~~~~~~~~~^^^^^^
json.decoder.JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)
`,
    end: FAILED,
  },
  {
    name: "Python: a syntax error names the line",
    language: "python",
    source: "x = 1\nif x\n    print(x)\n",
    output: `  File "main.py", line 2\n    if x\n        ^\nSyntaxError: expected ':'\n`,
    end: FAILED,
  },
  {
    name: "Python: asyncio, dataclasses, sortedcontainers, __main__, sys.stdin, the exit code",
    language: "python",
    source: `import asyncio, sqlite3, sys
from dataclasses import dataclass
from sortedcontainers import SortedList

@dataclass
class Point:
    x: int

async def later(value):
    await asyncio.sleep(0.01)
    return value

async def main():
    return await asyncio.gather(later(1), later(2))

if __name__ == "__main__":
    print(Point(1), SortedList([3, 1, 2]), asyncio.run(main()))
    print(sqlite3.connect(":memory:").execute("select 1 + 1").fetchone())
    for line in sys.stdin:
        print(line.strip()[::-1])
    sys.exit(3)
`,
    lines: ["ñandú", "abc"],
    output: "Point(x=1) SortedList([1, 2, 3]) [1, 2]\n(2,)\núdnañ\ncba\n",
    end: { reason: "exited", code: 3 },
  },
  {
    name: "TypeScript: generics, enums, async and a stack with its lines",
    language: "typescript",
    source: `enum Colour { Red = 1, Green }
interface Box<T> { readonly value: T }
class Stack<T> {
  private items: T[] = [];
  push(...items: T[]): this { this.items.push(...items); return this; }
  map<U>(change: (item: T) => U): U[] { return this.items.map(change); }
}
const later = <T,>(value: T): Promise<T> => new Promise((done) => setTimeout(() => done(value), 5));
const box: Box<number> = { value: await later(20) };
console.log(new Stack<number>().push(1, box.value).map((n) => n * 2), Colour.Green as number);
const name: string | null = readline();
console.log(\`Hello, \${name!}\`, prompt("again?"));
function fail(): never { throw new TypeError("bad"); }
fail();
`,
    lines: ["Ana", "no"],
    output: `[ 2, 40 ] 2
again? Hello, Ana no
main.ts:13
function fail(): never { throw new TypeError("bad"); }
                               ^

TypeError: bad
    at fail (main.ts:13:32)
    at <anonymous> (main.ts:14:1)
`,
    end: FAILED,
  },
  {
    name: "JavaScript: goes on until nothing is left to do",
    language: "javascript",
    source: `console.log({ a: 1, b: ["x", new Map([[1, null]])] });
setTimeout(() => console.log("later"), 20);
Promise.resolve().then(() => console.log("soon"));
console.error("now");
`,
    output: "{ a: 1, b: [ 'x', Map(1) { 1 => null } ] }\nnow\nsoon\nlater\n",
  },
  {
    name: "JavaScript: an uncaught error in a timer ends the program",
    language: "javascript",
    source: 'setInterval(() => console.log("again"), 1000);\nsetTimeout(() => {\n  null.x;\n});\n',
    output: `main.js:3
  null.x;
       ^

TypeError: Cannot read properties of null (reading 'x')
    at Timeout._onTimeout (main.js:3:8)
`,
    end: FAILED,
  },
  {
    name: "JavaScript: a rejection that nobody handles ends it too",
    language: "javascript",
    source: 'Promise.reject(new Error("no"));\nawait new Promise(() => {});\n',
    output: `main.js:1\nPromise.reject(new Error("no"));\n               ^\n\nError: no\n    at main.js:1:16\n`,
    end: FAILED,
  },
  {
    name: "JavaScript: self.close() ends the program",
    language: "javascript",
    source: 'setInterval(() => console.log("again"), 1000);\nconsole.log("last");\nself.close();\n',
    output: "last\n",
  },
  {
    name: "JavaScript: a syntax error shows its line",
    language: "javascript",
    source: "const a = 1;\nconst b = ;\n",
    output: "main.js:2\nconst b = ;\n          ^\n\nSyntaxError: Unexpected token ';'\n",
    end: FAILED,
  },
  {
    name: "SQL: join and group by, in order, and an error's line",
    language: "sql",
    source: `CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE talks (person INTEGER, minutes INTEGER);
INSERT INTO people (name) VALUES ('Ada'), ('Grace'), ('Linus');
INSERT INTO talks VALUES (1, 20), (1, 25), (2, 40);

SELECT name, count(minutes) AS talks, sum(minutes) AS total
FROM people LEFT JOIN talks ON person = id GROUP BY id ORDER BY name;
-- a comment; with a semicolon
SELECT * FROM nowhere;
`,
    output: `3 rows changed

3 rows changed

┌───────┬───────┬───────┐
│ name  │ talks │ total │
├───────┼───────┼───────┤
│ Ada   │ 2     │ 45    │
│ Grace │ 1     │ 40    │
│ Linus │ 0     │ NULL  │
└───────┴───────┴───────┘
3 rows

main.sql, line 9: no such table: nowhere
`,
    end: FAILED,
  },
  {
    name: "Lua: hello, input and an error's line",
    language: "lua",
    source: `io.write("Name? ")\nlocal name = io.read()\nprint("Hello, " .. name, io.read("n") * 2)\nerror("bad")\n`,
    lines: ["Ana", "21"],
    output: "Name? Hello, Ana\t42\nmain.lua:4: bad\nstack traceback:\n\tmain.lua:4: in main chunk\n",
    end: FAILED,
  },
  {
    name: "Ruby: hello, input and an error's line",
    language: "ruby",
    source: `print "Name? "\nname = gets.chomp\nputs "Hello, #{name}", [3, 1, 2].sort.inspect\nraise "bad"\n`,
    lines: ["Ñandú"],
    output: "Name? Hello, Ñandú\n[1, 2, 3]\nmain.rb:4:in '<main>': bad (RuntimeError)\n",
    end: FAILED,
  },
];

for (const { name, language, source, lines = [], output, end = EXITED } of EXAMPLES) {
  test(name, async ({ bench }) => {
    const told = await run(bench, language, source, { lines });
    expect(told.output).toBe(output);
    expect(told.end).toMatchObject(end);
  });
}

test("Python: all that follows from an earlier timer comes before a later one, however late the browser wakes it", async ({
  bench,
}) => {
  const told = await run(
    bench,
    "python",
    `import asyncio

async def fetch(name, delay):
    await asyncio.sleep(delay)
    print(name, "is there")
    return name

async def main():
    for turn in range(8):
        for done in asyncio.as_completed([fetch("b", 0.03), fetch("a", 0.015)]):
            print("then", await done)

asyncio.run(main())
`,
  );
  expect(told.output).toBe("a is there\nthen a\nb is there\nthen b\n".repeat(8));
});

test("each Python program starts afresh, with random numbers of its own", async ({ bench, people, node: { url } }) => {
  await run(bench, "python", "import sys\nx = 1\nsys.stdout = None\n");
  const told = await run(bench, "python", "import random\nprint(random.random())\nprint(x)\n");
  expect(told.stderr).toContain("NameError: name 'x' is not defined");
  const other = await people.arrive();
  await openRunner(other.page, url);
  const again = await run(other.page, "python", "import random\nprint(random.random())\n");
  expect(told.output.split("\n")[0]).not.toBe(again.output.split("\n")[0]);
});

test("a SQL program meets no file and no limit of the one before it", async ({ bench }) => {
  const opening = "ATTACH 'left.db' AS other; CREATE TABLE other.items (n);";
  await run(bench, "sql", `${opening} PRAGMA hard_heap_limit = 1000000;`);
  const told = await run(bench, "sql", `${opening} SELECT length(hex(zeroblob(4000000))) AS length;`);
  expect(told.output).toContain("│ 8000000 │");
  expect(told.end).toMatchObject({ reason: "exited", code: 0 });
});
