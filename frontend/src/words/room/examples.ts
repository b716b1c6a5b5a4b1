// The words of a question's tests as they are run, a part of the question's chunk.
import type { Comparison, Difference } from "../../tests/compare";
import { outcomeIn, outcomeWords } from "./outcomes";

type Ways = Record<Difference["kind"], (line: number) => string>;

const differsEn: Ways = {
  space: (line) => `The first difference is in line ${line} of yours: the spaces.`,
  missing: (line) => `Yours ends in line ${line}, where more is expected.`,
  number: (line) => `The first difference is in line ${line} of yours: a number is expected there.`,
  far: (line) => `The first difference is in line ${line} of yours: the number is too far off.`,
  word: (line) => `The first difference is in line ${line} of yours.`,
  more: (line) => `Yours goes on in line ${line}, where nothing more is expected.`,
};

const differsEs: Ways = {
  space: (line) => `La primera diferencia está en la línea ${line} de la tuya: los espacios.`,
  missing: (line) => `La tuya acaba en la línea ${line}, donde se espera más.`,
  number: (line) => `La primera diferencia está en la línea ${line} de la tuya: ahí se espera un número.`,
  far: (line) => `La primera diferencia está en la línea ${line} de la tuya: el número se aleja demasiado.`,
  word: (line) => `La primera diferencia está en la línea ${line} de la tuya.`,
  more: (line) => `La tuya sigue en la línea ${line}, donde no se espera nada más.`,
};

interface Reasons {
  none: null;
  calls: string;
  nodes: string;
  unsaid: string;
}

const en = {
  examples: "Examples",
  run: "Run the examples",
  hidden: "Hidden tests",
  runHidden: "Run the hidden tests",
  runAll: "Run all tests",
  stopAll: "Stop all tests",
  onlyYou: "Only you see this",
  test: (name: string) => `Test ${name}`,
  stop: "Stop",
  passed: (passed: number, of: number) => `${passed} of ${of} passed`,
  ran: (ran: number, of: number) => `${ran} of ${of}`,
  notKept: "The server did not keep how the hidden tests went: note it if you need it.",
  outdated: "The code has changed since.",
  busy: "Another program is still running.",
  whyNot: <Reasons>{
    none: null,
    calls: "These tests call a function. They run with Python, JavaScript, TypeScript, Java, C++, Ruby and Lua.",
    nodes: "These tests call a function with linked lists or trees. They do not run with Ruby and Lua.",
    unsaid: "These tests call a function, but the question does not say which.",
  },
  which: (name: string) => `Example ${name}`,
  outcomeOf: outcomeIn(outcomeWords.en),
  input: "Input",
  args: "Arguments",
  file: (path: string) => `File ${path}`,
  feed: "Run with this input in the console",
  call: "Call",
  expected: "Expected",
  yours: "Yours",
  printed: "Printed output",
  errors: "Error output",
  mustFail: "An error",
  inPlace: (name: string) => `${name} after the call`,
  hint: (hint: string) => `Hint: ${hint}`,
  differs: differsEn,
  resultRule: ({ anyOrder, floatTolerance }: Comparison) =>
    [
      anyOrder ? "Lists may be in any order." : "",
      floatTolerance === null ? "" : `Numbers may be off by ${floatTolerance}.`,
    ]
      .join(" ")
      .trim(),
  rule: ({ spaceChangeSensitive: spaces, caseSensitive: letters, floatTolerance }: Comparison) =>
    [
      spaces ? "Spaces and line breaks count." : "How many spaces and line breaks there are does not matter.",
      letters ? "Upper and lower case are different." : "Upper and lower case are the same.",
      floatTolerance === null ? "" : `Numbers may be off by ${floatTolerance}.`,
    ]
      .join(" ")
      .trim(),
};

const es: typeof en = {
  examples: "Ejemplos",
  run: "Ejecutar los ejemplos",
  hidden: "Pruebas ocultas",
  runHidden: "Ejecutar las pruebas ocultas",
  runAll: "Ejecutar todas las pruebas",
  stopAll: "Parar todas las pruebas",
  onlyYou: "Solo lo ves tú",
  test: (name) => `Prueba ${name}`,
  stop: "Parar",
  passed: (passed, of) => `${passed} de ${of} pasaron`,
  ran: (ran, of) => `${ran} de ${of}`,
  notKept: "El servidor no ha guardado cómo fueron las pruebas ocultas: anótalo si lo necesitas.",
  outdated: "El código ha cambiado desde entonces.",
  busy: "Otro programa sigue en marcha.",
  whyNot: {
    none: null,
    calls: "Estas pruebas llaman a una función. Se ejecutan con Python, JavaScript, TypeScript, Java, C++, Ruby y Lua.",
    nodes: "Estas pruebas llaman a una función con listas enlazadas o árboles. No se ejecutan con Ruby ni Lua.",
    unsaid: "Estas pruebas llaman a una función, pero la pregunta no dice a cuál.",
  },
  which: (name) => `Ejemplo ${name}`,
  outcomeOf: outcomeIn(outcomeWords.es),
  input: "Entrada",
  args: "Argumentos",
  file: (path) => `Archivo ${path}`,
  feed: "Ejecutar con esta entrada en la consola",
  call: "Llamada",
  expected: "Se espera",
  yours: "La tuya",
  printed: "Salida escrita",
  errors: "Salida de errores",
  mustFail: "Un error",
  inPlace: (name) => `${name} después de la llamada`,
  hint: (hint) => `Pista: ${hint}`,
  differs: differsEs,
  resultRule: ({ anyOrder, floatTolerance }) =>
    [
      anyOrder ? "Las listas pueden ir en cualquier orden." : "",
      floatTolerance === null ? "" : `Los números pueden desviarse ${String(floatTolerance).replace(".", ",")}.`,
    ]
      .join(" ")
      .trim(),
  rule: ({ spaceChangeSensitive: spaces, caseSensitive: letters, floatTolerance }) =>
    [
      spaces ? "Cuentan los espacios y los saltos de línea." : "No importa cuántos espacios y saltos de línea hay.",
      letters ? "Mayúsculas y minúsculas son distintas." : "Mayúsculas y minúsculas son lo mismo.",
      floatTolerance === null ? "" : `Los números pueden desviarse ${String(floatTolerance).replace(".", ",")}.`,
    ]
      .join(" ")
      .trim(),
};

export const exampleWords = { en, es };
