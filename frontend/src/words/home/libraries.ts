// The words of the list of this browser's libraries, which comes for whoever has some.

const en = {
  heading: "Your libraries of questions",
  hint: "This list is in this browser only. Anyone using this browser opens these.",
  forgetOne: (name: string) => `Forget ${name}`,
  confirm: "Forgotten, it leaves this list and stays on the server: only its link opens it again.",
  link: (name: string) => `Link to ${name}`,
  copy: "Copy its link",
  forget: "Forget on this browser",
  keep: "Keep",
  make: "New library",
};

const es: typeof en = {
  heading: "Tus bibliotecas de preguntas",
  hint: "Esta lista está solo en este navegador. Quien lo use las abre.",
  forgetOne: (name) => `Olvidar ${name}`,
  confirm: "Al olvidarla sale de esta lista y sigue en el servidor: solo su enlace la vuelve a abrir.",
  link: (name) => `Enlace de ${name}`,
  copy: "Copiar su enlace",
  forget: "Olvidar en este navegador",
  keep: "Conservar",
  make: "Nueva biblioteca",
};

export const libraries = { en, es };
