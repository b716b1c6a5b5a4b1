// CodeMirror's own words in Spanish, by their English ones: a chunk that only Spanish pages load.

export const phrases: Readonly<Record<string, string>> = {
  // Search
  Find: "Buscar",
  Replace: "Reemplazar",
  next: "siguiente",
  previous: "anterior",
  all: "todas",
  "match case": "mayúsculas",
  regexp: "expresión regular",
  "by word": "palabras enteras",
  replace: "reemplazar",
  "replace all": "reemplazar todas",
  close: "cerrar",
  "current match": "coincidencia actual",
  "on line": "en la línea",
  "replaced match on line $": "coincidencia reemplazada en la línea $",
  "replaced $ matches": "$ coincidencias reemplazadas",
  "$1 of $2": "$1 de $2",
  "more than $": "más de $",
  "no matches": "ninguna coincidencia",
  "not a regular expression": "no es una expresión regular",
  "Go to line": "Ir a la línea",
  go: "ir",
  // Completions, selections, characters that cannot be seen
  Completions: "Propuestas",
  "Selection deleted": "Selección borrada",
  "Control character": "Carácter de control",
};
