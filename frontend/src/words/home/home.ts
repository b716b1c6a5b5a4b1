// The words of the start page, a part of its chunk.

const en = {
  heading: "Live coding interviews, in one link",
  lead: "Create a session and send the link: you and your candidate edit the same code, run it, and see each other type. No accounts, nothing to install.",
  facts: [
    {
      heading: "Runs where you are",
      text: "Python, JavaScript, TypeScript, C++, SQL, Ruby and Lua run in each person's browser; Java where this server has a runner. Go, Rust, C#, Kotlin, PHP, Swift, C, Bash, R and Scala are highlighted.",
    },
    {
      heading: "Nothing typed is lost",
      text: "“Saved” means on the server's disk. When the connection drops, typing and running go on, and everything is merged afterwards.",
    },
    {
      heading: "Recorded openly",
      text: "Every session is recorded: code, runs, who was there. Candidates are told before they join. The recording stays on this server until a host deletes it or its time is up.",
    },
  ],
  newSession: "New session",
  sample: "Watch a sample replay",
  creating: "Creating…",
  failed: {
    heading: "The server did not accept this",
    lead: "Nothing was created. You can try again.",
  },
};

const es: typeof en = {
  heading: "Entrevistas de código en vivo, con un enlace",
  lead: "Crea una sesión y envía el enlace: editáis el mismo código, lo ejecutáis y os veis escribir. Sin cuentas y sin instalar nada.",
  facts: [
    {
      heading: "Se ejecuta donde estás",
      text: "Python, JavaScript, TypeScript, C++, SQL, Ruby y Lua se ejecutan en el navegador de cada persona; Java, si este servidor lo tiene. Go, Rust, C#, Kotlin, PHP, Swift, C, Bash, R y Scala se muestran con colores.",
    },
    {
      heading: "No se pierde nada",
      text: "«Guardado» significa en el disco del servidor. Si se corta la conexión, se sigue escribiendo y ejecutando, y todo se une después.",
    },
    {
      heading: "Una grabación sin secretos",
      text: "Cada sesión se graba: código, ejecuciones y quién estuvo. A los candidatos se les avisa antes de entrar. La grabación queda en este servidor hasta que un anfitrión la borre o venza su plazo.",
    },
  ],
  newSession: "Nueva sesión",
  sample: "Ver una repetición de muestra",
  creating: "Creando…",
  failed: {
    heading: "El servidor no lo ha aceptado",
    lead: "No se ha creado nada. Puedes intentarlo de nuevo.",
  },
};

export const home = { en, es };
