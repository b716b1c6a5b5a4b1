// The words of who comes, waits and goes, and of what hosts do to the session, a part of their chunk and not of the page's first load.

const en = {
  joined: (name: string) => `${name} joined`,
  left: (name: string) => `${name} left`,
  waits: (name: string) => `${name} waits to come in`,
  followsYou: (name: string) => `${name} follows you`,
  openFor: (time: string) => `Open for ${time}`,
  /** Before the title of the tab. */
  waiting: (people: number, names: string) => `(${people}) Waiting: ${names}`,
  happened: {
    locked: (name: string) => `${name} locked editing`,
    unlocked: (name: string) => `${name} unlocked editing`,
    runs_disabled: (name: string) => `${name} turned running off`,
    runs_enabled: (name: string) => `${name} turned running on`,
    scorecard: (name: string) => `${name} submitted a scorecard`,
    timer: (name: string, minutes: number) => `${name} set the countdown to ${minutes} min`,
  },
  theHost: "The host",
};

const es: typeof en = {
  joined: (name) => `${name} ha entrado`,
  left: (name) => `${name} ha salido`,
  waits: (name) => `${name} espera para entrar`,
  followsYou: (name) => `${name} te sigue`,
  openFor: (time) => `Abierta desde hace ${time}`,
  waiting: (people, names) => `(${people}) Esperan: ${names}`,
  happened: {
    locked: (name) => `${name} ha bloqueado la edición`,
    unlocked: (name) => `${name} ha desbloqueado la edición`,
    runs_disabled: (name) => `${name} ha desactivado la ejecución`,
    runs_enabled: (name) => `${name} ha activado la ejecución`,
    scorecard: (name) => `${name} ha entregado su valoración`,
    timer: (name, minutes) => `${name} ha puesto una cuenta atrás de ${minutes} min`,
  },
  theHost: "El anfitrión",
};

export const arrivals = { en, es };
