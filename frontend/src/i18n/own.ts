// The words of the list of this browser's sessions, which comes for whoever has some.

const en = {
  yourSessions: "Your sessions",
  yourSessionsHint: "Kept in this browser only. Who opens a session here is its host.",
  lost: (n: number) =>
    `The list was full: ${n === 1 ? "the oldest session has" : `the ${n} oldest sessions have`} left it. Their hosts' links still open them.`,
  untitled: "Untitled session",
  open: (title: string) => `Open ${title}`,
  ended: "Ended",
  openReplay: (title: string) => `Replay of ${title}`,
  remove: (title: string) => `Remove ${title} from the list`,
  removeConfirm: "This browser will no longer be its host. The session itself stays.",
  removeYes: "Remove",
  keep: "Keep",
};

const es: typeof en = {
  yourSessions: "Tus sesiones",
  yourSessionsHint: "Guardadas solo en este navegador. Quien las abre aquí es su anfitrión.",
  lost: (n) =>
    `La lista estaba llena: ${n === 1 ? "la sesión más antigua ha salido" : `las ${n} sesiones más antiguas han salido`} de ella. Sus enlaces de anfitrión las siguen abriendo.`,
  untitled: "Sesión sin título",
  open: (title) => `Abrir ${title}`,
  ended: "Terminada",
  openReplay: (title) => `Repetición de ${title}`,
  remove: (title) => `Quitar ${title} de la lista`,
  removeConfirm: "Este navegador dejará de ser su anfitrión. La sesión se conserva.",
  removeYes: "Quitar",
  keep: "Conservar",
};

export const own = { en, es };
