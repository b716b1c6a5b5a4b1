// The words of the list of keys, a part of its chunk.

const en = {
  heading: "Keyboard shortcuts",
  keys: {
    run: "Run the code; again: stop it",
    test: "Run the tests of the question; again: stop them",
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
    hide: "Hide what is private (before you share your screen); again: show it",
    help: "This list (outside the editor)",
  },
};

const es: typeof en = {
  heading: "Atajos de teclado",
  keys: {
    run: "Ejecutar el código; otra vez: pararlo",
    test: "Ejecutar las pruebas de la pregunta; otra vez: pararlas",
    save: "Ver qué está guardado",
    undo: "Deshacer tu último cambio",
    redo: "Rehacer",
    find: "Buscar en el código",
    indent: "Aumentar o reducir sangría",
    complete: "Aceptar una sugerencia (o elegirla con ↑ ↓ e Intro)",
    comment: "Comentar o descomentar líneas",
    moveLine: "Mover una línea",
    leave: "Salir del editor: Escape y luego Tabulador",
    note: "Nota privada nueva; Escape: volver al código",
    hide: "Ocultar lo privado (antes de compartir la pantalla); otra vez: mostrarlo",
    help: "Esta lista (fuera del editor)",
  },
};

export const keys = { en, es };
