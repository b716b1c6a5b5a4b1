import { createInterface } from "node:readline";

type Todo = { id: number; text: string; done: boolean };
type Command =
  | { type: "add"; text: string }
  | { type: "done"; id: number }
  | { type: "list" };

let todos: ReadonlyArray<Todo> = [];

function parse(line: string): Command {
  const [cmd, ...rest] = line.split(" ");
  switch (cmd) {
    case "add":
      return { type: "add", text: rest.join(" ") };
    case "done":
      return { type: "done", id: Number(rest[0]) };
    case "list":
      return { type: "list" };
    default:
      throw new SyntaxError(`Unknown command: ${cmd}`);
  }
}

function reduce(state: readonly Todo[], c: Command): readonly Todo[] {
  if (c.type === "add") return [...state, { id: state.length + 1, text: c.text, done: false }];
  if (c.type === "done") return state.map((t) => (t.id === c.id ? { ...t, done: true } : t));
  state.forEach((t) => console.log(`${t.done ? "[x]" : "[ ]"} ${t.id}. ${t.text}`));
  return state;
}

async function main() {
  for await (const line of createInterface({ input: process.stdin })) {
    const command = parse(line);
    console.log(command);
    todos = reduce(todos, command);
  }
  console.log(todos);
}
main().catch((err: Error) => {
  console.error(`${err.name}: ${err.message}`);
  console.log(todos);
  process.exit(1);
});
