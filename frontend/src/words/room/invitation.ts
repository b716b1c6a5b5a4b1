// The words of the text that a host sends to a candidate, which come once they are wanted.

const en = {
  join: "Join here:",
  needs: "You need a computer with a current browser. There is nothing to install and no account.",
  recorded: "What is recorded of you:",
  before: "Before you join, the page says who sees it and how long it is kept.",
};

const es: typeof en = {
  join: "Entra aquí:",
  needs: "Necesitas un ordenador con un navegador actual. No hay nada que instalar ni cuenta que crear.",
  recorded: "Qué se registra de ti:",
  before: "Antes de entrar, la página dice quién lo ve y cuánto tiempo se conserva.",
};

export const invitation = { en, es };
