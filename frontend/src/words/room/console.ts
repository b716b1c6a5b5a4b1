// The words of the console, a part of its chunk and not of the page's first load. Those of single runs are in runs.ts.

const en = {
  log: "What programs print",
  clear: "Clear",
  clearHint: "Hide the output here, until a reload. Others keep theirs.",
  onlyLast: "Only the last run",
  press: (key: string) => `Press ${key} to run`,
  tap: "Tap Run",
  empty: (how: string) => `${how}: code runs in your browser for up to 60\u00a0s, everybody sees the output.`,
  emptyServer: (how: string) => `${how}: code runs on the server, everybody sees the output.`,
  emptyObserver: "When somebody runs the code, you see the output here.",
  ran: (name: string, language: string) => `${name} ran ${language}`,
  ends: {
    exited: (code: number | null) => (code ? `failed (exit code ${code})` : code === 0 ? "exited 0" : "finished"),
    error: (code: number | null) => (code === null ? "failed" : `failed (exit code ${code})`),
    stopped: "stopped",
    limit: "over a limit",
    failed: "could not run",
  },
  tests: (passed: number, of: number, isHidden: boolean) =>
    `${passed} of ${of} ${isHidden ? "hidden tests" : "examples"} passed`,
  stages: { starting: "starting", loading: "loading", compiling: "compiling", running: "running" },
};

const es: typeof en = {
  log: "Lo que imprimen los programas",
  clear: "Limpiar",
  clearHint: "Oculta la salida aquí, hasta recargar. Los demás conservan la suya.",
  onlyLast: "Solo la última",
  press: (key) => `Pulsa ${key} para ejecutar`,
  tap: "Toca Ejecutar",
  empty: (how) => `${how}: el código corre en tu navegador hasta 60\u00a0s y todos ven la salida.`,
  emptyServer: (how) => `${how}: el código corre en el servidor y todos ven la salida.`,
  emptyObserver: "Cuando alguien ejecute el código, verás aquí la salida.",
  ran: (name, language) => `${name} ejecutó ${language}`,
  ends: {
    exited: (code) => (code ? `falló (código ${code})` : code === 0 ? "terminó con 0" : "terminó"),
    error: (code) => (code === null ? "falló" : `falló (código ${code})`),
    stopped: "detenido",
    limit: "pasó un límite",
    failed: "no se pudo ejecutar",
  },
  tests: (passed, of, isHidden) => `${passed} de ${of} ${isHidden ? "pruebas ocultas" : "ejemplos"} pasaron`,
  stages: { starting: "empezando", loading: "cargando", compiling: "compilando", running: "en marcha" },
};

export const consoleWords = { en, es };
