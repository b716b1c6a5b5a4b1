// How a run ended, in Spanish, by the English sentences of the page's runner and of the server's. `{}` is what differs.

export const ENDINGS: Readonly<Record<string, string>> = {
  "… The output goes on. Its last lines are shown at the end. …":
    "… La salida sigue. Sus últimas líneas se muestran al final. …",
  "… 1 line was left out. …": "… Se omitió 1 línea. …",
  "… {} lines were left out. …": "… Se omitieron {} líneas. …",
  "… A thread runs while the main program sleeps or joins: do what it waits for, as event.set(), before that. …":
    "… Un hilo corre mientras el programa principal duerme o espera con join: haz antes lo que el hilo espera, como event.set(). …",
  "… A browser does not tell how a promise stands: it is shown as pending. Print what await gives. …":
    "… Un navegador no dice cómo está una promesa: se muestra como pending. Imprime lo que da await. …",
  "Stack overflow: the recursion is too deep.": "Pila desbordada: la recursión es demasiado profunda.",
  "Segmentation fault: memory was accessed outside of its bounds (a bad pointer or index, or the stack is full).":
    "Violación de segmento: se accedió a memoria fuera de sus límites (un puntero o índice incorrecto, o la pila llena).",
  "Crashed: a null pointer was used, or a function ended without returning its value.":
    "El programa falló: se usó un puntero nulo, o una función acabó sin devolver su valor.",
  "Crashed: division by zero, or its result does not fit.":
    "El programa falló: división por cero, o su resultado no cabe.",
  "Crashed: a call through a bad function pointer, or of a pure virtual function.":
    "El programa falló: una llamada por un puntero a función incorrecto, o a una función virtual pura.",
  "This program waits for ever: no thread is left that could go on.":
    "Este programa espera para siempre: no queda ningún hilo que pueda seguir.",
  "This program waits for ever: in this browser threads run one after the other, each to its end. In Chrome and Edge they take turns.":
    "Este programa espera para siempre: en este navegador los hilos corren uno tras otro, cada uno hasta su fin. En Chrome y Edge se turnan.",
  "There is no memory for another thread: each has a stack of 1 MB.":
    "No hay memoria para otro hilo: cada uno tiene una pila de 1 MB.",
  "Stopped after {} lines of output.": "Detenido tras {} líneas de salida.",
  "Stopped after {} MB of output.": "Detenido tras {} MB de salida.",
  "Stopped after {} s of computing. Waiting for input does not count.":
    "Detenido tras {} s de cálculo. Esperar entrada no cuenta.",
  "Stopped: the program sent too many messages.": "Detenido: el programa envió demasiados mensajes.",
  "Another program is still running.": "Otro programa sigue en marcha.",
  "The sandbox broke down. The program probably needed too much memory.":
    "El entorno aislado falló. Probablemente el programa necesitó demasiada memoria.",
  "{} could not be loaded: {}": "No se pudo cargar {}: {}",
  "The program was killed; most likely it used too much memory.":
    "El programa fue interrumpido; lo más probable es que usara demasiada memoria.",
  "{} used more than {} MiB of memory and was stopped.": "{} usó más de {} MiB de memoria y se detuvo.",
  "{} ran for more than {} s and was stopped.": "{} duró más de {} s y se detuvo.",
  "{} computed for more than {} s and was stopped.": "{} calculó durante más de {} s y se detuvo.",
  "The function that the question asks for is not in the program.":
    "La función que pide la pregunta no está en el programa.",
  "The program ended before the function could be called.": "El programa acabó antes de poder llamar a la función.",
  "The program ended before the function returned.": "El programa acabó antes de que la función volviera.",
  "The compiled program is too large.": "El programa compilado es demasiado grande.",
  "The program does not compile.": "El programa no compila.",
  "The runner could not start the program. Try again in a moment.":
    "No se pudo iniciar el programa. Inténtalo de nuevo en un momento.",
  "No class has a main method: public static void main(String[] args) { … }":
    "Ninguna clase tiene un método main: public static void main(String[] args) { … }",
  "This server has no Java runner, or it does not answer. Editing goes on.":
    "Este servidor no ejecuta Java, o su ejecutor no responde. Se puede seguir editando.",
  "The runner went away while the program ran. Run it again.":
    "El ejecutor desapareció mientras el programa corría. Ejecútalo de nuevo.",
  "This server has no runner for {}.": "Este servidor no ejecuta {}.",
  "Two programs of this session are running: stop one first.":
    "Dos programas de esta sesión están en marcha: detén uno primero.",
  "The file with which the program begins is not in this session any more.":
    "El archivo con el que empieza el programa ya no está en esta sesión.",
  "A program in {} begins with a file whose name ends in .{}.":
    "Un programa en {} empieza con un archivo cuyo nombre termina en .{}.",
  "The program is longer than {} KiB.": "El programa ocupa más de {} KiB.",
  "The program has more than {} files.": "El programa tiene más de {} archivos.",
  "The server was restarted.": "El servidor se reinició.",
  "The server did not answer while the tests ran. Run them again.":
    "El servidor no respondió mientras corrían las pruebas. Ejecútalas de nuevo.",
  "The connection moved to another part of the server while the tests ran. Run them again.":
    "La conexión pasó a otra parte del servidor mientras corrían las pruebas. Ejecútalas de nuevo.",
  "All cases together ran for more than {} s: the rest was not run.":
    "Todos los casos juntos duraron más de {} s: el resto no se ejecutó.",
  "Stopped after {} characters of output.": "Detenido tras {} caracteres de salida.",
  "The runner does not take this case.": "El ejecutor no admite este caso.",
};

const WHO: Readonly<Record<string, string>> = { "The program": "El programa", "The compiler": "El compilador" };

const patterns = Object.entries(ENDINGS).map(([english, spanish]) => {
  const fixed = english.split("{}").map((part) => part.replace(/[.()[\]{}]/g, "\\$&"));
  return [new RegExp(`^${fixed.join("(.+)")}$`), spanish] as const;
});

/** A sentence that is not known stays as it is: programs' and browsers' own words may be in it. */
export function endingInSpanish(message: string): string {
  for (const [pattern, spanish] of patterns) {
    const found = pattern.exec(message)?.slice(1);
    if (found)
      return spanish.replaceAll("{}", () => {
        const part = found.shift() ?? "";
        return WHO[part] ?? (/^\d{1,3}(,\d{3})+$/.test(part) ? part.replaceAll(",", ".") : part);
      });
  }
  return message;
}
