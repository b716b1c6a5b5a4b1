// The words of what a search of questions is narrowed by, a part of the chunks that search.

const en = {
  difficulty: "Difficulty",
  language: "Language",
  tag: "Tag",
  most: (count: number) => `The first ${count} questions: narrow the search for others.`,
};

const es: typeof en = {
  difficulty: "Dificultad",
  language: "Lenguaje",
  tag: "Etiqueta",
  most: (count) => `Las primeras ${count} preguntas: acota la búsqueda para ver otras.`,
};

export const facets = { en, es };
