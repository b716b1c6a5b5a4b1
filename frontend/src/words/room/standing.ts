// The words of the chips in the room's top bar, a part of their chunk and not of the page's first load.

const en = {
  locked: "Locked",
  runsOff: "Running off",
  timeLeft: (time: string) => `Time left: ${time}`,
  overtime: (time: string) => `Over time: ${time}`,
  timeIsUp: "The countdown is over; it counts on as overtime.",
};

const es: typeof en = {
  locked: "Bloqueado",
  runsOff: "Sin ejecución",
  timeLeft: (time) => `Tiempo restante: ${time}`,
  overtime: (time) => `Tiempo de más: ${time}`,
  timeIsUp: "Se acabó la cuenta atrás; sigue contando el tiempo de más.",
};

export const standing = { en, es };
