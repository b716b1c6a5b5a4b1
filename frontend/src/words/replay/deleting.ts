// The words of deleting a session, a part of their chunk.

const en = {
  heading: (title: string) => `Delete “${title}”?`,
  facts: [
    "Deleted for everybody: the code and each of its keystrokes, runs, notes, scorecards, who was there, the replay.",
    "All links of this session are dead at once; whoever is in it is disconnected.",
    "Nobody can bring it back, unless the operator of this server has a backup. What was exported before stays where it is.",
  ],
  yes: "Delete for good",
  cancel: "Cancel",
  failed: "It was not deleted. Check your connection, and that this browser is still its host.",
};

const es: typeof en = {
  heading: (title) => `¿Borrar «${title}»?`,
  facts: [
    "Se borra para todos: el código y cada una de sus teclas, ejecuciones, notas, valoraciones, quién estuvo, la repetición.",
    "Todos los enlaces de esta sesión dejan de valer al momento; se desconecta a quien esté en ella.",
    "Nadie puede recuperarla, salvo que el operador de este servidor tenga una copia. Lo que se exportó antes queda donde esté.",
  ],
  yes: "Borrar para siempre",
  cancel: "Cancelar",
  failed: "No se ha borrado. ¿Hay conexión, y este navegador sigue siendo su anfitrión?",
};

export const deleting = { en, es };
