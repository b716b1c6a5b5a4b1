// The words for a session at which the server has ended too often. Only where one is opened.

const en = {
  heading: "This session is shut",
  lead: "The server crashed three times while reading this session, so it no longer opens it. Nothing in it is lost, and all other sessions go on.",
  ask: "A host of the session can let the server try once more, at this address. So can whoever runs the server.",
  askHost: "A host of the session can let the server try once more. This page will notice by itself.",
  tryNow: "Try now",
  exportLead: "The server crashed twice on this session, so it does not export it.",
  again: "Let the server try once more",
  hint: "If it crashes again, ask whoever runs it: its log says why.",
  failed: "That did not work, and nothing was changed. Check your connection.",
};

const es: typeof en = {
  heading: "Esta sesión está cerrada",
  lead: "El servidor se ha caído tres veces al leer esta sesión, así que ya no la lee. No se ha perdido nada de ella, y todas las demás siguen.",
  ask: "Un anfitrión de la sesión puede dejar que el servidor lo intente otra vez, en esta dirección. También quien administra el servidor.",
  askHost: "Un anfitrión de la sesión puede dejar que el servidor lo intente otra vez. Esta página lo notará sola.",
  tryNow: "Probar ahora",
  exportLead: "El servidor se ha caído dos veces con esta sesión, así que no la exporta.",
  again: "Dejar que lo intente otra vez",
  hint: "Si vuelve a caerse, pregunta a quien lo administra: su registro dice por qué.",
  failed: "No ha funcionado y no se ha cambiado nada. ¿Hay conexión?",
};

export const shut = { en, es };
