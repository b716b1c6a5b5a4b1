// The words of what a search of questions is narrowed by, a part of the chunks that search.

const en = {
  difficulty: { name: "Difficulty", any: "Any difficulty" },
  language: { name: "Language", any: "Any language" },
  tag: { name: "Tag", any: "Any tag" },
  most: (count: number) => `The first ${count} questions: narrow the search for others.`,
};

const es: typeof en = {
  difficulty: { name: "Dificultad", any: "Cualquier dificultad" },
  language: { name: "Lenguaje", any: "Cualquier lenguaje" },
  tag: { name: "Etiqueta", any: "Cualquier etiqueta" },
  most: (count) => `Las primeras ${count} preguntas: acota la búsqueda para ver otras.`,
};

export const facets = { en, es };
