// The words of "People and privacy", a part of its chunk and not of the replay's.

const count = (language: string, one: string, many: string) => (n: number) =>
  `${n.toLocaleString(language)} ${n === 1 ? one : many}`;

const characters = count("en", "character", "characters");
const entries = count("en", "entry", "entries");
const runs = count("en", "run", "runs");

const en = {
  heading: "People and privacy",
  lead: "Everybody who did anything in this session, as recorded.",
  live: "The session is live. People can be erased once it has ended.",
  loading: "Loading…",
  retry: "Try again",
  close: "Close",
  nobody: "Nobody did anything in this session.",
  span: (from: string, to: string) => (from === to ? from : `${from} to ${to}`),
  typed: (n: number) => `${characters(n)} typed or pasted`,
  ofStarters: (n: number) => `${characters(n)} of starter code put in`,
  erase: "Erase…",
  eraseLabel: (name: string) => `Erase ${name}…`,
  question: (name: string) => `Erase ${name}?`,
  choice: "What happens to what they typed",
  keep: "Keep the text",
  keepFacts: (ofEntries: number, typed: number) =>
    `Name and identity go from ${entries(ofEntries)} of the record. ${characters(typed)} that they typed: kept, as an erased person's.`,
  remove: "Remove the text too",
  removeFacts: (typed: number, ofRuns: number) =>
    `Name and identity go, and so do ${characters(typed)} that they typed, at every moment of the replay, and the output and input of ${runs(ofRuns)}. Everybody else's text stays where it was.`,
  unreadable: (rows: number) =>
    `Damaged rows of the record go as well, because nobody knows what they hold: ${rows.toLocaleString("en")}.`,
  forGood: "This cannot be undone.",
  warnings: [
    "The export is made anew, with a new hash chain. Exports that somebody has downloaded are not reached, nor are backups.",
    "A name in the title, in notes, or typed by somebody else stays. Change notes beside the replay, and the rest in the room: reopen it.",
    "A browser that was in the session, and not at its end, may have a copy of the text, for a month at most.",
  ],
  back: "Back",
  confirm: "Erase for good",
  erasing: "Erasing…",
  done: (name: string) => `${name} is erased. The export is being made anew.`,
  gone: (name: string) => `${name} is not in the record any more.`,
  failed: {
    notNow:
      "Nothing was erased. The session was changed or reopened, or its last seconds are still being written: try again in a few seconds.",
    tooMany: (seconds: number) => `Too many requests. Try again in ${seconds} s.`,
    closed: "The server no longer knows this session, or this browser is no longer its host.",
    unreachable: "The server did not answer. Is the connection there?",
    unknown:
      "The server did not answer, so it may have been done or not. Try again: who is erased already stays erased.",
  },
};

const caracteres = count("es", "carácter", "caracteres");
const entradas = count("es", "entrada", "entradas");
const ejecuciones = count("es", "ejecución", "ejecuciones");

const es: typeof en = {
  heading: "Personas y privacidad",
  lead: "Todas las personas que hicieron algo en esta sesión, tal como constan en la grabación.",
  live: "La sesión está en curso. Se puede borrar a personas cuando haya terminado.",
  loading: "Cargando…",
  retry: "Intentar de nuevo",
  close: "Cerrar",
  nobody: "Nadie hizo nada en esta sesión.",
  span: (from, to) => (from === to ? from : `de ${from} a ${to}`),
  typed: (n) => `${caracteres(n)} entre escritos y pegados`,
  ofStarters: (n) => `${caracteres(n)} de código inicial`,
  erase: "Borrar…",
  eraseLabel: (name) => `Borrar a ${name}…`,
  question: (name) => `¿Borrar a ${name}?`,
  choice: "Qué pasa con lo que escribió",
  keep: "Conservar el texto",
  keepFacts: (ofEntries, typed) =>
    `Nombre e identidad desaparecen de ${entradas(ofEntries)} del registro. ${caracteres(typed)} que escribió: se conservan, como de una persona borrada.`,
  remove: "Quitar también el texto",
  removeFacts: (typed, ofRuns) =>
    `Desaparecen nombre e identidad, y también ${caracteres(typed)} que escribió, en todos los momentos de la repetición, y la salida y la entrada de ${ejecuciones(ofRuns)}. El texto de los demás queda donde estaba.`,
  unreadable: (rows) =>
    `También desaparecen filas dañadas del registro, porque nadie sabe qué contienen: ${rows.toLocaleString("es")}.`,
  forGood: "Esto no se puede deshacer.",
  warnings: [
    "La exportación se hace de nuevo, con otra cadena de hashes. Las exportaciones ya descargadas y las copias de seguridad no cambian.",
    "Un nombre en el título, en las notas o escrito por otra persona se queda. Cambia las notas junto a la repetición y lo demás en la sala: reábrela.",
    "Un navegador que estuvo en la sesión, y no en su final, puede tener una copia del texto, durante un mes como mucho.",
  ],
  back: "Volver",
  confirm: "Borrar para siempre",
  erasing: "Borrando…",
  done: (name) => `Se borró a ${name}. La exportación se está haciendo de nuevo.`,
  gone: (name) => `${name} ya no está en el registro.`,
  failed: {
    notNow:
      "No se borró nada. La sesión cambió o se reabrió, o aún se escriben sus últimos segundos: inténtalo de nuevo en unos segundos.",
    tooMany: (seconds) => `Demasiadas peticiones. Inténtalo de nuevo en ${seconds} s.`,
    closed: "El servidor ya no conoce esta sesión, o este navegador ya no es su anfitrión.",
    unreachable: "El servidor no respondió. ¿Hay conexión?",
    unknown:
      "El servidor no respondió, así que puede haberse hecho o no. Inténtalo de nuevo: quien ya está borrado sigue borrado.",
  },
};

export const erasing = { en, es };
