// Cases that call a function, while they are written: arguments and results as JSON in text fields.
import type { Content } from "../../../api/library";

export interface Call {
  /** In the order of the parameters, with commas between: `[2, 7], 9`. */
  args: string;
  expected: string;
  isVisible: boolean;
  /** What the form does not show. */
  rest: Record<string, unknown>;
}

export interface CalledDraft {
  name: string;
  /** `nums: list<int>, target: int`. */
  parameters: string;
  /** The type of what is returned, or "". */
  returns: string;
  calls: Call[];
}

type Tests = Content["tests"];
type Given = Tests["cases"][number];
type Parameter = NonNullable<Tests["function"]>["parameters"][number];

export function calledDraftOf({ function: called, cases }: Tests): CalledDraft {
  const parameters = called?.parameters ?? [];
  return {
    name: called?.name ?? "",
    returns: called && called.returns !== "json" ? called.returns : "",
    parameters: parameters.map(({ name, type }) => (type === "json" ? name : `${name}: ${type}`)).join(", "),
    calls: cases.flatMap((given) => {
      if (given.kind !== "call") return [];
      const { expected, is_visible, ...rest } = given;
      const args = parameters.map(({ name }) => JSON.stringify(given.input[name] ?? null)).join(", ");
      return [{ args, expected: JSON.stringify(expected), isVisible: is_visible, rest }];
    }),
  };
}

/** What of it is saved; `before` has what the form does not show. Calls that are no JSON yet are left out. */
export function testsOf(
  { name, parameters, returns, calls }: CalledDraft,
  before: Tests["function"],
  freshId: () => string,
): { function: Tests["function"]; cases: Given[] } {
  const named = parametersIn(parameters);
  const cases = calls.flatMap(({ args, expected, isVisible, rest }) => {
    if (!areArguments(args, parameters) || !isJson(expected)) return [];
    const values = valuesIn(args);
    const input = named.length
      ? Object.fromEntries(named.map((one, at) => [one.name, values[at]]))
      : (rest.input ?? {});
    const id = typeof rest.id === "string" ? rest.id : freshId();
    const written = { id, kind: "call", input, expected: JSON.parse(expected) as unknown, is_visible: isVisible };
    return [{ name: "", hint: "", ...rest, ...written } as Given];
  });
  const called = { ...before, name: name.trim(), parameters: named, returns: returns.trim() || "json" };
  return { function: called.name ? called : null, cases };
}

/** Whether all that is written can be saved. */
export const isWritten = ({ parameters, calls }: CalledDraft): boolean =>
  calls.every(({ args, expected }) => areArguments(args, parameters) && isJson(expected));

export function parametersIn(text: string): Parameter[] {
  const parts = text.split(/,(?![^<]*>)/).filter((part) => part.trim());
  return parts.map((part) => {
    const [name = "", type = ""] = part.split(":");
    return { name: name.trim(), type: type.trim() || "json" };
  });
}

export const valuesIn = (args: string): unknown[] => JSON.parse(`[${args}]`) as unknown[];

/** Whether the arguments are JSON, one for each parameter. */
export function areArguments(args: string, parameters: string): boolean {
  try {
    return valuesIn(args).length === parametersIn(parameters).length;
  } catch {
    return false;
  }
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
