// util.parseArgs: the options and positionals of a command line, with Node's errors.

import { coded } from "./errors";

interface Option {
  type: "boolean" | "string";
  short?: string;
  multiple?: boolean;
  default?: unknown;
}

interface Config {
  args?: string[];
  options?: Record<string, Option>;
  strict?: boolean;
  allowPositionals?: boolean;
  allowNegative?: boolean;
  tokens?: boolean;
}

interface OptionToken {
  kind: "option";
  name: string;
  rawName: string;
  index: number;
  value: string | undefined;
  inlineValue: boolean | undefined;
}

type Token =
  OptionToken | { kind: "positional"; index: number; value: string } | { kind: "option-terminator"; index: number };

const fail = (code: string, message: string): never => {
  throw coded(TypeError, `ERR_PARSE_ARGS_${code}`, message);
};

export function makeParseArgs(argv: () => string[]) {
  return function parseArgs(config: Config = {}) {
    const { options = {}, strict = true, allowNegative = false } = config;
    const allowPositionals = config.allowPositionals ?? !strict;
    const tokens = tokensOf(config.args ?? argv().slice(2), options);
    const values = Object.create(null) as Record<string, unknown>;
    const positionals: string[] = [];
    for (const token of tokens) {
      if (token.kind === "option-terminator") continue;
      if (token.kind === "positional") {
        if (!allowPositionals) {
          const told = `Unexpected argument '${token.value}'. This command does not take positional arguments`;
          fail("UNEXPECTED_POSITIONAL", told);
        }
        positionals.push(token.value);
        continue;
      }
      const isNegative = allowNegative && token.name.startsWith("no-") && token.value === undefined;
      if (isNegative) token.name = token.name.slice("no-".length);
      if (strict) check(token, options, allowPositionals);
      keep(values, token.name, token.value ?? !isNegative, options[token.name]?.multiple === true);
    }
    for (const [name, option] of Object.entries(options)) {
      if (option.default !== undefined && values[name] === undefined) values[name] = option.default;
    }
    return { values, positionals, ...(config.tokens ? { tokens } : {}) };
  };
}

function keep(values: Record<string, unknown>, name: string, value: unknown, isMultiple: boolean): void {
  if (name === "__proto__") return;
  if (isMultiple) values[name] = [...((values[name] as unknown[] | undefined) ?? []), value];
  else values[name] = value;
}

/** What each argument is, before anything is checked. */
function tokensOf(args: string[], options: Record<string, Option>): Token[] {
  const tokens: Token[] = [];
  const nameOf = (short: string) => Object.keys(options).find((name) => options[name]?.short === short) ?? short;
  const takesValue = (name: string) => options[name]?.type === "string";
  const left = args.map((text, index) => ({ text, index }));
  for (let next = left.shift(); next; next = left.shift()) {
    const { text, index } = next;
    /** An option that may take what follows it. */
    const put = (name: string, rawName: string) => {
      const value = takesValue(name) && left.length > 0 ? left.shift()?.text : undefined;
      const inlineValue = value === undefined ? undefined : false;
      tokens.push({ kind: "option", name, rawName, index, value, inlineValue });
    };
    const putInline = (name: string, rawName: string, value: string) =>
      tokens.push({ kind: "option", name, rawName, index, value, inlineValue: true });
    if (text === "--") {
      tokens.push({ kind: "option-terminator", index });
      for (const { text, index } of left.splice(0)) tokens.push({ kind: "positional", index, value: text });
    } else if (/^--[^=]+=/.test(text)) {
      const at = text.indexOf("=");
      putInline(text.slice(2, at), text.slice(0, at), text.slice(at + 1));
    } else if (text.startsWith("--")) put(text.slice(2), text);
    else if (/^-[^-]/.test(text)) {
      const letters = [...text.slice(1)];
      const at = letters.findIndex((letter) => takesValue(nameOf(letter)));
      const ends = at >= 0 && at < letters.length - 1; // the rest is its value
      for (const letter of ends ? letters.slice(0, at) : letters) put(nameOf(letter), `-${letter}`);
      if (ends) putInline(nameOf(letters[at] ?? ""), `-${letters[at]}`, letters.slice(at + 1).join(""));
    } else tokens.push({ kind: "positional", index, value: text });
  }
  return tokens;
}

function check({ name, rawName, value, inlineValue }: OptionToken, options: Record<string, Option>, more: boolean) {
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  if (!option) {
    const place = "place it at the end of the command after '--', as in '-- ";
    const hint = more ? `. To specify a positional argument starting with a '-', ${place}"${rawName}"` : "";
    return fail("UNKNOWN_OPTION", `Unknown option '${rawName}'${hint}`);
  }
  const called = `${option.short ? `-${option.short}, ` : ""}--${name}`;
  if (option.type === "boolean" && value !== undefined)
    fail("INVALID_OPTION_VALUE", `Option '${called}' does not take an argument`);
  if (option.type !== "string") return;
  if (value === undefined) fail("INVALID_OPTION_VALUE", `Option '${called} <value>' argument missing`);
  if (inlineValue || !/^-./.test(value ?? "")) return;
  const example = rawName.startsWith("--") ? `'${rawName}=-XYZ'` : `'--${name}=-XYZ' or '${rawName}-XYZ'`;
  const asked = `Did you forget to specify the option argument for '${rawName}'?`;
  const ways = `To specify an option argument starting with a dash use ${example}.`;
  fail("INVALID_OPTION_VALUE", `Option '${rawName}' argument is ambiguous.\n${asked}\n${ways}`);
}
