// The words of the console, a part of its chunk and not of the page's first load.

import { endingInSpanish } from "./endings.es";

const en = {
  log: "What programs print",
  clear: "Clear",
  clearHint: "Hide the output here. Others keep theirs, and the code stays.",
  empty: (key: string) => `Press ${key} to run: code runs in your browser, everybody sees the output.`,
  emptyServer: (key: string) => `Press ${key} to run: code runs on the server, everybody sees the output.`,
  emptyObserver: "When somebody runs the code, you see the output here.",
  ran: (name: string, language: string) => `${name} ran ${language}`,
  runs: (name: string, language: string) => `${name} is running ${language}`,
  seconds: (seconds: string) => `${seconds} s`,
  ends: {
    exited: (code: number | null) => (code === null ? "finished" : `exited ${code}`),
    error: (code: number | null) => (code === null ? "ended with an error" : `ended with an error, exited ${code}`),
    stopped: "stopped",
    limit: "over a limit",
    failed: "failed",
  },
  /** What the runner says of the end, by its English sentence. */
  ending: (message: string) => message,
  stages: { starting: "starting", loading: "loading", compiling: "compiling", running: "running" },
  loading: (what: string) => `Loading ${what}`,
  of: (loaded: number, total: number | null) =>
    total === null
      ? `${(loaded / 1_048_576).toFixed(1)} MB`
      : `${(loaded / 1_048_576).toFixed(1)} of ${(total / 1_048_576).toFixed(1)} MB`,
  cancel: "Cancel",
  input: "Input for the program",
  inputWaits: "The program waits for a line",
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
  log: "Lo que imprimen los programas",
  clear: "Limpiar",
  clearHint: "Oculta la salida aquí. Los demás conservan la suya, y el código queda como está.",
  empty: (key) => `Pulsa ${key} para ejecutar: el código corre en tu navegador y todos ven la salida.`,
  emptyServer: (key) => `Pulsa ${key} para ejecutar: el código corre en el servidor y todos ven la salida.`,
  emptyObserver: "Cuando alguien ejecute el código, verás aquí la salida.",
  ran: (name, language) => `${name} ejecutó ${language}`,
  runs: (name, language) => `${name} está ejecutando ${language}`,
  seconds: (seconds) => `${seconds.replace(".", ",")} s`,
  ends: {
    exited: (code) => (code === null ? "terminó" : `terminó con ${code}`),
    error: (code) => (code === null ? "terminó con un error" : `terminó con un error, código ${code}`),
    stopped: "detenido",
    limit: "pasó un límite",
    failed: "falló",
  },
  ending: endingInSpanish,
  stages: { starting: "empezando", loading: "cargando", compiling: "compilando", running: "en marcha" },
  loading: (what) => `Cargando ${what}`,
  of: (loaded, total) =>
    total === null
      ? `${(loaded / 1_048_576).toFixed(1).replace(".", ",")} MB`
      : `${(loaded / 1_048_576).toFixed(1).replace(".", ",")} de ${(total / 1_048_576).toFixed(1).replace(".", ",")} MB`,
  cancel: "Cancelar",
  input: "Entrada para el programa",
  inputWaits: "El programa espera una línea",
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

export const consoleWords = { en, es };
