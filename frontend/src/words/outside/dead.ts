// The words of the page for a link that leads nowhere, a part of its chunk.

const en = {
  heading: "This link does not work",
  lead: "There is no session under this address. What may have happened:",
  causes: [
    "A character got lost when the link was copied.",
    "The link was withdrawn, or the session was deleted.",
    "It belongs to another server than this one.",
  ],
  ask: "Ask the person who sent it to you for the link again. Opening a wrong link never creates a session.",
  home: "Go to the start page",
};

const es: typeof en = {
  heading: "Este enlace no funciona",
  lead: "No hay ninguna sesión en esta dirección. Puede haber pasado esto:",
  causes: [
    "Se perdió un carácter al copiar el enlace.",
    "El enlace se retiró o la sesión se borró.",
    "Pertenece a otro servidor.",
  ],
  ask: "Pide el enlace de nuevo a quien te lo envió. Abrir un enlace equivocado nunca crea una sesión.",
  home: "Ir a la página de inicio",
};

export const dead = { en, es };
