// The words of the screens before and after a session, a part of their chunk and not of the page's first load.

const en = {
  ended: "This interview has ended",
  tab: (title: string) => `Ended: ${title}`,
  endedLead: {
    host: "It is read-only now. The replay shows how it went.",
    candidate: "Thank you. Everything is saved; you can close this page.",
    observer: "You can close this page.",
  },
  thanks: "Thank you.",
  endedAt: (time: string) => `Ended ${time}`,
  code: "Download my code",
  final: "The code at the end",
  finalCode: (path: string) => `The code at the end: ${path}`,
  copyCode: (path: string) => `Copy ${path}`,
  data: "Get my data",
  dataHint: "Everything that the session holds about you, as a file.",
  failed: "That did not work. Try again in a moment.",
  replay: "Open the replay",
  home: "Go to the start page",
  removed: "The host has removed you from this session",
  removedLead: "You are disconnected. If this was a mistake, tell the person who invited you.",
  removedAgain: "If you open the link again, you wait until a host lets you in.",
  turnedAway: "The host has not let you in",
  turnedAwayLead: "If this is a mistake, tell the person who invited you. You may also ask again.",
  askAgain: "Ask again",
  waiting: "Waiting for the host",
  waitingLead: (name: string) =>
    `You are here as ${name}. When a host lets you in, the page opens by itself; you need not do anything.`,
  waitingOffline: "No connection at the moment. The page keeps trying by itself.",
};

const es: typeof en = {
  ended: "Esta entrevista ha terminado",
  tab: (title) => `Terminada: ${title}`,
  endedLead: {
    host: "Ahora es de solo lectura. La repetición muestra cómo fue.",
    candidate: "Gracias. Todo está guardado; puedes cerrar esta página.",
    observer: "Puedes cerrar esta página.",
  },
  thanks: "Gracias.",
  endedAt: (time) => `Terminó ${time}`,
  code: "Descargar mi código",
  final: "El código al final",
  finalCode: (path) => `El código al final: ${path}`,
  copyCode: (path) => `Copiar ${path}`,
  data: "Obtener mis datos",
  dataHint: "Todo lo que la sesión guarda sobre ti, en un archivo.",
  failed: "No ha funcionado. Inténtalo de nuevo en un momento.",
  replay: "Abrir la repetición",
  home: "Ir a la página de inicio",
  removed: "El anfitrión te ha expulsado de esta sesión",
  removedLead: "Te has desconectado. Si fue un error, díselo a quien te invitó.",
  removedAgain: "Si vuelves a abrir el enlace, esperas a que un anfitrión te deje entrar.",
  turnedAway: "El anfitrión no te ha dejado entrar",
  turnedAwayLead: "Si es un error, díselo a quien te invitó. También puedes volver a pedirlo.",
  askAgain: "Volver a pedirlo",
  waiting: "Esperando al anfitrión",
  waitingLead: (name) =>
    `Estás aquí como ${name}. Cuando un anfitrión te deje entrar, la página se abre sola; no tienes que hacer nada.`,
  waitingOffline: "No hay conexión en este momento. La página lo sigue intentando sola.",
};

export const leaving = { en, es };
