// Where JSON that does not parse is wrong: Node shows that line of an error that nobody caught, not one of the program's.

const { parse } = JSON;
const ENGINES = /^ {4}at JSON\.parse \(<anonymous>\)$/;

/** What was to be parsed, by the error. */
const texts = new WeakMap<object, string>();

/** A place in a text that a program had parsed. */
export interface Wrong {
  text: string;
  line: number;
  column: number;
}

/** Before the program begins: nothing tells later what was parsed. */
export function rememberJson(): void {
  const own = {
    parse(text: string, reviver: Parameters<typeof parse>[1]): unknown {
      try {
        return parse.call(JSON, text, reviver); // frames name it so
      } catch (error) {
        if (error instanceof SyntaxError) {
          sayAsNode(error);
          const [first = ""] = /^ {4}at .*$/m.exec(String(error.stack)) ?? [];
          if (ENGINES.test(first) && !texts.has(error)) texts.set(error, String(text));
        }
        throw error;
      }
    },
  };
  Object.defineProperty(JSON, "parse", { value: own.parse, configurable: true, writable: true });
}

/** Newer engines say the line and column as well. */
const WHERE = / \(line \d+ column \d+\)/;

function sayAsNode(error: SyntaxError): void {
  const { message, stack } = error;
  if (!WHERE.test(message)) return;
  const plain = message.replace(WHERE, "");
  const put = (key: string, value: unknown) =>
    Object.defineProperty(error, key, { value, configurable: true, writable: true });
  put(
    "stack",
    String(stack).replace(message, () => plain),
  );
  put("message", plain);
}

/** Null for other errors, and where the engine's words do not tell it. */
export function wrongJson(error: Error): Wrong | null {
  const text = texts.get(error);
  const position = text === undefined ? null : positionOf(error.message, text);
  if (text === undefined || position === null) return null;
  const lines = text.slice(0, position).split("\n");
  return { text: text.replaceAll("\r\n", "\n"), line: lines.length, column: (lines.at(-1) ?? "").length + 1 };
}

const AT = / in JSON at position (\d+)/;
const ENDS = "Unexpected end of JSON input";

function positionOf(message: string, text: string): number | null {
  const [, told] = AT.exec(message) ?? [];
  if (told) return Number(told);
  if (message === ENDS) return text.length;
  if (!message.endsWith(" is not valid JSON")) return null;
  // The token is named, its place is not: it is the last of the shortest beginning that no end makes right.
  let [right, wrong] = [0, text.length];
  while (wrong - right > 1) {
    const middle = (right + wrong) >> 1;
    if (isBeginning(text.slice(0, middle))) right = middle;
    else wrong = middle;
  }
  return right;
}

/** Something may follow that makes it JSON. */
function isBeginning(text: string): boolean {
  try {
    parse(text);
    return true;
  } catch (error) {
    const { message } = error as Error;
    return message === ENDS || Number(AT.exec(message)?.[1] ?? -1) === text.length;
  }
}
