// The words of a session's links and of the invitation, a part of hosts' chunk. The text to send stands in invitation.ts.

const en = {
  yourName: "Your name",
  nameHint: (name: string) => `The candidate sees you as ${name}.`,
  title: "Title",
  links: {
    candidate: { who: "Candidate", label: "Link for candidates", may: "Reads, types and runs code." },
    host: {
      who: "Interviewer",
      label: "Link for hosts",
      may: "Can do all that you can. For a colleague, or to come back from another browser. Never for candidates.",
    },
    observer: {
      who: "Observer",
      label: "Link for observers",
      may: "Watches; everybody sees them listed. Cannot change anything.",
    },
  },
  observerUnknown:
    "This link is in the browser that created the session. Host controls → Links replaces it by a new one.",
  copyInvitation: "Copy invitation",
};

const es: typeof en = {
  yourName: "Tu nombre",
  nameHint: (name) => `La otra persona te ve como ${name}.`,
  title: "Título",
  links: {
    candidate: { who: "Candidato", label: "Enlace para candidatos", may: "Lee, escribe y ejecuta código." },
    host: {
      who: "Entrevistador",
      label: "Enlace para anfitriones",
      may: "Puede lo mismo que tú. Para colegas, o para volver desde otro navegador. Nunca para candidatos.",
    },
    observer: {
      who: "Observador",
      label: "Enlace para observadores",
      may: "Mira, a la vista de todos; no cambia nada.",
    },
  },
  observerUnknown: "Este enlace está en el navegador que creó la sesión. Controles → Enlaces lo cambia por otro.",
  copyInvitation: "Copiar invitación",
};

export const inviting = { en, es };
