// The words of who comes, waits and goes, a part of their chunk and not of the page's first load.

const en = {
  joined: (name: string) => `${name} joined`,
  left: (name: string) => `${name} left`,
  waits: (name: string) => `${name} waits to come in`,
  followsYou: (name: string) => `${name} follows you`,
  /** Before the title of the tab. */
  waiting: (people: number, names: string) => `(${people}) Waiting: ${names}`,
};

const es: typeof en = {
  joined: (name) => `${name} ha entrado`,
  left: (name) => `${name} ha salido`,
  waits: (name) => `${name} espera para entrar`,
  followsYou: (name) => `${name} te sigue`,
  waiting: (people, names) => `(${people}) Esperan: ${names}`,
};

export const arrivals = { en, es };
