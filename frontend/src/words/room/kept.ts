// The words beside text that this browser has and the server may lack, a part of the chunks that show it.

const en = {
  label: "Text that this browser has",
  late: "Your last edits may not have arrived in time. This browser still has the text:",
  refused: "The server did not take what this browser kept, so it is not in the session. Here is that text:",
  apart: "The editor had come apart from the session and was opened anew. This is what stood in it:",
  copy: "Copy text",
  download: "Download",
  discard: "Remove it from this browser",
};

const es: typeof en = {
  label: "Texto que tiene este navegador",
  late: "Puede que tus últimos cambios no llegaran a tiempo. Este navegador aún tiene el texto:",
  refused: "El servidor no aceptó lo que este navegador guardaba, así que no está en la sesión. Este es ese texto:",
  apart: "El editor se había separado de la sesión y se abrió de nuevo. Esto es lo que tenía:",
  copy: "Copiar el texto",
  download: "Descargar",
  discard: "Quitarlo de este navegador",
};

export const keptWords = { en, es };
