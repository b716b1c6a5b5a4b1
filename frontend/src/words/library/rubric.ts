// The words of a rubric's form: in a session's dialog, in templates and in questions.

const en = {
  rubric: "Rubric",
  hint: "What interviewers judge, and what 1 to 4 mean. Only hosts see it. Scorecards already begun keep their skills.",
  skill: (number: number) => `Skill ${number}`,
  name: (number: number) => `Name of skill ${number}`,
  level: (number: number, score: number) => `What ${score} means for skill ${number}`,
  levelHint: (score: number) => `What ${score} means (may be empty)`,
  add: "Add a skill",
  remove: (number: number) => `Remove skill ${number}`,
  problems: {
    nameless: "Give it a name, or what you wrote here is not kept.",
    twice: "This skill is in the list already: name each once.",
  },
  none: "No skills yet.",
  loading: "Loading…",
  unreachable: "The server does not answer. Try again.",
  retry: "Try again",
  kept: "Not saved yet: kept in this tab.",
  discard: "Discard the changes",
  outdated: "Another host changed the rubric meanwhile. Save once more to put yours in its place.",
  theirs: "Take theirs",
  failed: (detail: string | null) => `Not saved. ${detail ?? "Try again."}`,
  save: "Save",
  close: "Close",
};

const es: typeof en = {
  rubric: "Rúbrica",
  hint: "Qué se valora y qué significan de 1 a 4. Solo la ven los anfitriones. Las valoraciones empezadas conservan sus habilidades.",
  skill: (number) => `Habilidad ${number}`,
  name: (number) => `Nombre de la habilidad ${number}`,
  level: (number, score) => `Qué significa ${score} en la habilidad ${number}`,
  levelHint: (score) => `Qué significa ${score} (puede quedar vacío)`,
  add: "Añadir una habilidad",
  remove: (number) => `Quitar la habilidad ${number}`,
  problems: {
    nameless: "Ponle un nombre: si no, lo escrito aquí no se guarda.",
    twice: "Esta habilidad ya está en la lista: nombra cada una una sola vez.",
  },
  none: "Ninguna habilidad todavía.",
  loading: "Cargando…",
  unreachable: "El servidor no responde. Inténtalo otra vez.",
  retry: "Intentar otra vez",
  kept: "Aún sin guardar: se conserva en esta pestaña.",
  discard: "Descartar los cambios",
  outdated: "Otro anfitrión ha cambiado la rúbrica. Guarda otra vez para poner la tuya en su lugar.",
  theirs: "Tomar la suya",
  failed: (detail) => `No se ha guardado. ${detail ?? "Inténtalo otra vez."}`,
  save: "Guardar",
  close: "Cerrar",
};

export const rubricWords = { en, es };
