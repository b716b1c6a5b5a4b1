// The words of who comes by a link: who are you, and what is recorded of you. A part of their chunks.

const en = {
  heading: "Join the session",
  observing: "Watch the session",
  yourName: "Your name",
  join: "Join",
  skipHint: (name: string) => `Leave it empty to join as ${name}.`,
  recordedHeading: "What is recorded, and who sees it",
  recorded: [
    "Every key that you type in the editor, with its time, including what you delete.",
    "Your runs, with their input and output.",
    "Pastes, with their size, and how long you are in other windows or tabs.",
    "When you join and leave.",
  ],
  notRecorded: "Not recorded: camera, microphone, screen, what you do in other windows.",
  seenBy: "Hosts see it, live and afterwards, and whoever they share the replay with. Everybody sees the text live.",
  everybodyListed: "Everybody who is present is listed, observers too.",
  kept: (days: number | null) =>
    days === null
      ? "It is kept until a host or the operator of this server deletes it."
      : `It is deleted ${days === 1 ? "1 day" : `${days} days`} after the end.`,
  onDevice: "This browser keeps a copy of the text until the end, in case the connection drops.",
  shared: "This is a shared computer: keep neither my name nor the text in this browser.",
  observerRecorded: [
    "You read along and cannot change anything.",
    "Recorded of you: your name, and when you join and leave. Hosts see it, and whoever they share the replay with.",
  ],
};

const es: typeof en = {
  heading: "Entrar en la sesión",
  observing: "Observar la sesión",
  yourName: "Tu nombre",
  join: "Entrar",
  skipHint: (name) => `Déjalo vacío para entrar como ${name}.`,
  recordedHeading: "Qué se registra y quién lo ve",
  recorded: [
    "Cada tecla que pulsas en el editor, con su hora; también lo que luego borras.",
    "Tus ejecuciones, con su entrada y su salida.",
    "Lo que pegas, con su tamaño, y cuánto tiempo pasas en otras ventanas o pestañas.",
    "Cuándo entras y sales.",
  ],
  notRecorded: "No se registra: cámara, micrófono, pantalla, lo que haces en otras ventanas.",
  seenBy:
    "Lo ven los anfitriones, en directo y después, y con quien compartan la repetición. El texto lo ven todos en directo.",
  everybodyListed: "Se ve a todas las personas presentes, también a quienes observan.",
  kept: (days) =>
    days === null
      ? "Se conserva hasta que lo borre un anfitrión o el operador de este servidor."
      : `Se borra ${days === 1 ? "1 día" : `${days} días`} después del final.`,
  onDevice: "Este navegador guarda una copia del texto hasta el final, por si se corta la conexión.",
  shared: "Este ordenador es compartido: no guardes ni mi nombre ni el texto en este navegador.",
  observerRecorded: [
    "Lees en directo y no puedes cambiar nada.",
    "De ti se registra tu nombre, y cuándo entras y sales. Lo ven los anfitriones, y con quien compartan la repetición.",
  ],
};

export const joining = { en, es };
