// The words of the list of this browser's sessions, which comes for whoever has some.

const en = {
  yourSessions: "Your sessions",
  yourSessionsHint: "This list is in this browser only. Anyone using this browser opens these as host.",
  lost: (n: number) =>
    `The list was full: ${n === 1 ? "the oldest session was" : `the ${n} oldest sessions were`} dropped. Links for hosts still open what was dropped.`,
  untitled: "Untitled session",
  open: (title: string) => `Open ${title}`,
  ended: "Ended",
  live: "Live",
  search: "Search by title",
  nothingFound: "No session in this list has that title.",
  more: (n: number) => `Show ${n} more`,
  openReplay: (title: string) => `Replay of ${title}`,
  remove: (title: string) => `Delete or forget ${title}`,
  removeConfirm:
    "Forgotten, it leaves this list and stays on the server: without its link for hosts nobody can end or delete it from here.",
  forget: "Forget on this browser",
  delete: "Delete for everybody…",
  keep: "Keep",
  exportList: "Save this list as a file",
  exportHint: "With the links for hosts: whoever has the file is host of all of these.",
};

const es: typeof en = {
  yourSessions: "Tus sesiones",
  yourSessionsHint: "Esta lista está solo en este navegador. Quien lo use las abre como anfitrión.",
  lost: (n) =>
    `La lista estaba llena: ${n === 1 ? "la sesión más antigua ha salido" : `las ${n} sesiones más antiguas han salido`} de ella. Sus enlaces de anfitrión las siguen abriendo.`,
  untitled: "Sesión sin título",
  open: (title) => `Abrir ${title}`,
  ended: "Terminada",
  live: "En vivo",
  search: "Buscar por título",
  nothingFound: "Ninguna sesión de esta lista tiene ese título.",
  more: (n) => `Mostrar ${n} más`,
  openReplay: (title) => `Repetición de ${title}`,
  remove: (title) => `Borrar u olvidar ${title}`,
  removeConfirm:
    "Al olvidarla sale de esta lista y sigue en el servidor: sin su enlace de anfitrión nadie puede terminarla ni borrarla desde aquí.",
  forget: "Olvidar en este navegador",
  delete: "Borrar para todos…",
  keep: "Conservar",
  exportList: "Guardar esta lista en un archivo",
  exportHint: "Con los enlaces de anfitrión: quien tenga el archivo es anfitrión de todas.",
};

export const own = { en, es };
