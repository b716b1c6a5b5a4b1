// The words of templates, on the page of a library and in the card of a session.

const en = {
  templates: "Templates",
  none: "None yet. Make one here, or in a session: Interview, Save as template.",
  questions: (count: number) => (count === 1 ? "1 question" : `${count} questions`),
  minutes: (minutes: number) => `${minutes} min`,
  begin: "Begin a session",
  remove: "Delete",
  removeSure: "Delete for good",
  failed: "The server could not do this. Try again.",
  saveAs: "Save as template",
  hint: "Questions, language, title, rules and rubric; nothing that was typed.",
  library: "Library",
  noLibrary: "Open a library by its link first, or make one.",
  make: "Make a library (opens a new tab)",
  name: "Name of the template",
  save: "Save",
  saved: (name: string) => `Saved: ${name}.`,
  leftOut: (count: number) =>
    count === 1
      ? "1 question of another library is not in it."
      : `${count} questions of other libraries are not in it.`,
  onlyUse: "This browser can use that library, not change it. Open it by its link for changing first.",
  taken: "It is not saved: the name is taken, or the library is full.",
};

const es: typeof en = {
  templates: "Plantillas",
  none: "Ninguna todavía. Crea una aquí, o en una sesión: Entrevista, Guardar como plantilla.",
  questions: (count) => (count === 1 ? "1 pregunta" : `${count} preguntas`),
  minutes: (minutes) => `${minutes} min`,
  begin: "Empezar una sesión",
  remove: "Borrar",
  removeSure: "Borrar definitivamente",
  failed: "El servidor no pudo hacerlo. Inténtalo otra vez.",
  saveAs: "Guardar como plantilla",
  hint: "Preguntas, lenguaje, título, reglas y rúbrica; nada de lo escrito.",
  library: "Biblioteca",
  noLibrary: "Abre antes una biblioteca por su enlace, o crea una.",
  make: "Crear una biblioteca (abre otra pestaña)",
  name: "Nombre de la plantilla",
  save: "Guardar",
  saved: (name) => `Guardada: ${name}.`,
  leftOut: (count) =>
    count === 1
      ? "1 pregunta de otra biblioteca no está en ella."
      : `${count} preguntas de otras bibliotecas no están en ella.`,
  onlyUse: "Este navegador puede usar esa biblioteca, no cambiarla. Ábrela antes por su enlace para cambiarla.",
  taken: "No se guardó: el nombre está ocupado, o la biblioteca está llena.",
};

export const templates = { en, es };
