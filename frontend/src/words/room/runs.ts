// The words of a run in the console, a part of the chunk that comes with the first run.

import { endingInSpanish } from "./endings.es";

const en = {
  runs: (name: string, language: string) => `${name} is running ${language}`,
  seconds: (seconds: string) => `${seconds} s`,
  milliseconds: (milliseconds: number) => `${milliseconds} ms`,
  noOutput: "No output.",
  waitsFor: (name: string) => `waits for ${name}’s input`,
  stoppedBy: (name: string) => `${name} stopped it.`,
  stopOther: (name: string) => `Stop for ${name}`,
  /** What the runner says of the end, by its English sentence. */
  ending: (message: string) => message,
  loading: (what: string) => `Loading ${what}`,
  starting: (what: string) => `Starting ${what}…`,
  of: (loaded: number, total: number | null) =>
    total === null
      ? `${(loaded / 1_048_576).toFixed(1)} MB`
      : `${(loaded / 1_048_576).toFixed(1)} of ${(total / 1_048_576).toFixed(1)} MB`,
  cancel: "Cancel",
  input: "Input for the program",
  inputWaits: "Waiting for input…",
  send: "Enter",
  endOfInput: "End of input",
  errorOutput: "Error output:",
  goTo: (line: number) => `Go to line ${line}`,
  earlier: (lines: number) => `${lines} earlier lines are not shown.`,
  showAll: "Show all",
  cut: (characters: number) => `… ${characters} more characters`,
  capped: {
    run: "This run printed more than the session records of one run (262,144 characters). The rest is not recorded, and not shown to others.",
    session:
      "The runs of this session printed as much as it records. Further output is not recorded, and not shown to others.",
  },
  refused: {
    too_many: "Others do not see this run: four of yours are going on already.",
    other: "Others do not see this run: the session does not take it now.",
  },
};

const es: typeof en = {
  runs: (name, language) => `${name} está ejecutando ${language}`,
  seconds: (seconds) => `${seconds.replace(".", ",")} s`,
  milliseconds: (milliseconds) => `${milliseconds} ms`,
  noOutput: "Sin salida.",
  waitsFor: (name) => `espera la entrada de ${name}`,
  stoppedBy: (name) => `${name} lo ha parado.`,
  stopOther: (name) => `Parar el de ${name}`,
  ending: endingInSpanish,
  loading: (what) => `Cargando ${what}`,
  starting: (what) => `Iniciando ${what}…`,
  of: (loaded, total) =>
    total === null
      ? `${(loaded / 1_048_576).toFixed(1).replace(".", ",")} MB`
      : `${(loaded / 1_048_576).toFixed(1).replace(".", ",")} de ${(total / 1_048_576).toFixed(1).replace(".", ",")} MB`,
  cancel: "Cancelar",
  input: "Entrada para el programa",
  inputWaits: "Esperando entrada…",
  send: "Intro",
  endOfInput: "Fin de la entrada",
  errorOutput: "Salida de errores:",
  goTo: (line) => `Ir a la línea ${line}`,
  earlier: (lines) => `No se muestran ${lines} líneas anteriores.`,
  showAll: "Mostrar todo",
  cut: (characters) => `… ${characters} caracteres más`,
  capped: {
    run: "Este programa imprimió más de lo que la sesión registra de uno (262.144 caracteres). El resto no se registra ni lo ven los demás.",
    session:
      "Los programas de esta sesión imprimieron todo lo que registra. Lo que siga no se registra ni lo ven los demás.",
  },
  refused: {
    too_many: "Los demás no ven este programa: ya tienes cuatro en marcha.",
    other: "Los demás no ven este programa: la sesión no lo admite ahora.",
  },
};

export const runWords = { en, es };
