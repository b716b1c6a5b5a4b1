// The words at the foot of the start page, a part of its chunk.

const en = {
  runBy: "This server is run by",
  more: "About Codesala",
  source: "Source code",
  library: "New library of questions",
  api: "API documentation",
  licences: "Licences",
};

const es: typeof en = {
  runBy: "Este servidor lo lleva",
  more: "Sobre Codesala",
  source: "Código fuente",
  library: "Nueva biblioteca de preguntas",
  api: "Documentación de la API",
  licences: "Licencias",
};

export const homeFooter = { en, es };
