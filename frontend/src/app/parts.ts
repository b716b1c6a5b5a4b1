// Parts of the page that are chunks of their own. The line may be down just when one is wanted: then it comes later.
// Or the server has another version by now: then the page says so (version.svelte.ts).
import { version } from "./version.svelte";

const AGAIN_MS = 5_000;

/**
 * Asks again until it is there. `load` does nothing but `import(…)`: what is chained to that, Vite moves inside of its
 * own loading of styles, whose failure would then be nobody's.
 */
export async function untilLoaded<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch {
      void version.look();
      await new Promise((again) => setTimeout(again, AGAIN_MS));
    }
  }
}
