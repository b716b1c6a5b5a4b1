// The words of practice: the offer, and what is said in its room. A part of their chunks.

const en = {
  offer: "Try it out first",
  offerHint: "A room of your own like the one of the interview. Nobody watches, and it is deleted afterwards.",
  tooMany: "You have tried it many times. Come back later, or join the interview.",
  over: "The interview has ended, or its link was replaced.",
  unreachable: "The server did not answer. Try again.",
  title: "Practice",
  banner: "This is practice, not the interview.",
  alone: "Only you have its link: nobody else comes in or sees it later.",
  deleted: "All of it is deleted half an hour after you leave, and after 24 hours in any case.",
  back: "Back to the interview’s link",
  list: "What to try",
  done: "done",
  open: "open",
  tries: {
    connected: "You are connected.",
    saved: "Type something: it is saved.",
    ran: "Press Run: a program ends.",
    entered: "Answer the program when it asks, in the console.",
    tested: "Read the question, and run its examples.",
    returned: "Turn your network off for a moment, type, and turn it on again: nothing is lost.",
  },
};

const es: typeof en = {
  offer: "Pruébalo antes",
  offerHint: "Una sala para ti como la de la entrevista. Nadie mira, y después se borra.",
  tooMany: "Ya lo has probado muchas veces. Vuelve más tarde, o entra en la entrevista.",
  over: "La entrevista ha terminado, o se cambió su enlace.",
  unreachable: "El servidor no ha respondido. Inténtalo otra vez.",
  title: "Práctica",
  banner: "Esto es una práctica, no la entrevista.",
  alone: "Solo tú tienes su enlace: nadie más entra ni lo ve después.",
  deleted: "Todo se borra media hora después de que salgas, y en cualquier caso a las 24 horas.",
  back: "Volver al enlace de la entrevista",
  list: "Qué probar",
  done: "hecho",
  open: "pendiente",
  tries: {
    connected: "Tienes conexión.",
    saved: "Escribe algo: queda guardado.",
    ran: "Pulsa Ejecutar: un programa termina.",
    entered: "Responde al programa cuando pregunte, en la consola.",
    tested: "Lee la pregunta y ejecuta sus ejemplos.",
    returned: "Apaga la red un momento, escribe y vuelve a encenderla: no se pierde nada.",
  },
};

export const practice = { en, es };
