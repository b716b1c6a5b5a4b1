// The words of the settings and of the list of keys, a part of their chunk and not of the page's first load.

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
  shortcuts: {
    heading: "Keyboard shortcuts",
    close: "Close",
    keys: {
      run: "Run the code; again: stop it",
      save: "Show what is saved",
      undo: "Undo your own last edit",
      redo: "Redo",
      find: "Find in the code",
      indent: "Indent, outdent",
      complete: "Take a completion (or choose by ↑ ↓, then Enter)",
      comment: "Comment or uncomment lines",
      moveLine: "Move a line",
      leave: "Leave the editor: Escape, then Tab",
      note: "New private note; Escape: back to the code",
      help: "This list (outside the editor)",
    },
  },
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
  shortcuts: {
    heading: "Atajos de teclado",
    close: "Cerrar",
    keys: {
      run: "Ejecutar el código; otra vez: pararlo",
      save: "Ver qué está guardado",
      undo: "Deshacer tu último cambio",
      redo: "Rehacer",
      find: "Buscar en el código",
      indent: "Aumentar o reducir sangría",
      complete: "Aceptar una sugerencia (o elegirla con ↑ ↓ y Enter)",
      comment: "Comentar o descomentar líneas",
      moveLine: "Mover una línea",
      leave: "Salir del editor: Escape y luego Tabulador",
      note: "Nota privada nueva; Escape: volver al código",
      help: "Esta lista (fuera del editor)",
    },
  },
};

export const settings = { en, es };
