// The words around the report, which itself comes from the server. Only where it is opened.

const en = {
  coming: "Making the report…",
  closed: {
    heading: "This report is for its hosts",
    lead: "It opens in the browser that hosts the session. This one does not.",
    causes: [
      "Hosts: open your host link here once, then come back to this address.",
      "Everybody else: ask a host for the link to the report, which they can share.",
    ],
  },
};

const es: typeof en = {
  coming: "Preparando el informe…",
  closed: {
    heading: "Este informe es para los anfitriones",
    lead: "Se abre en el navegador del anfitrión de la sesión, y este no lo es.",
    causes: [
      "Anfitriones: abre aquí una vez tu enlace de anfitrión y vuelve a esta dirección.",
      "Los demás: pide a un anfitrión el enlace al informe, que puede compartir.",
    ],
  },
};

export const report = { en, es };
