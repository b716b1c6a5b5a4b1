// The words of the settings, a part of their chunk and not of the page's first load.

const en = {
  onlyHere: "Only for you, in this browser",
  fontSize: "Font size",
  smaller: "Smaller",
  larger: "Larger",
  wrap: "Wrap long lines",
  hideCursors: "Hide others' cursors",
  keyboard: "Keyboard shortcuts",
  recorded: "What is recorded",
  download: "Download the code",
  close: "Close",
};

const es: typeof en = {
  onlyHere: "Solo para ti, en este navegador",
  fontSize: "Tamaño de letra",
  smaller: "Más pequeña",
  larger: "Más grande",
  wrap: "Ajustar las líneas largas",
  hideCursors: "Ocultar los cursores de los demás",
  keyboard: "Atajos de teclado",
  recorded: "Qué se registra",
  download: "Descargar el código",
  close: "Cerrar",
};

export const settings = { en, es };
