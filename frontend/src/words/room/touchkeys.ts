// The words of the row of keys for touch, a part of its chunk.

const en = {
  label: "Keys for the code",
  tab: "Tab",
  left: "Left",
  right: "Right",
  up: "Up",
  down: "Down",
  undo: "Undo",
  redo: "Redo",
};

const es: typeof en = {
  label: "Teclas para el código",
  tab: "Tabulador",
  left: "Izquierda",
  right: "Derecha",
  up: "Arriba",
  down: "Abajo",
  undo: "Deshacer",
  redo: "Rehacer",
};

export const touchKeys = { en, es };
