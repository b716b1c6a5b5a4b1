// What a candidate has tried in a practice room: each line ticks itself, and stays ticked.
import type { RunsModel } from "../../panes/console/runs.svelte";
import type { RoomModel } from "../../session/room.svelte";

const TRIES = ["connected", "saved", "ran", "entered", "tested", "returned"] as const;
export type Try = (typeof TRIES)[number];

export class Tries {
  #done = $state<Record<Try, boolean>>({
    ...{ connected: false, saved: false, ran: false, entered: false, tested: false, returned: false },
  });
  #hasTyped = $state(false);
  #wasAway = $state(false);

  constructor(
    readonly model: RoomModel,
    readonly runs: RunsModel,
  ) {
    $effect(() => {
      const { room } = model;
      if (!room) return;
      const edited = (_: unknown, { local }: { local: boolean }) => {
        if (local) this.#hasTyped = true;
      };
      room.text.observe(edited);
      return () => room.text.unobserve(edited);
    });
    $effect(() => {
      const { kind } = model.connection;
      if (kind === "reconnecting") this.#wasAway = this.#done.connected;
      if (kind !== "live") return;
      this.#done.connected = true;
      if (this.#wasAway) this.#done.returned = true;
      if (this.#hasTyped && !model.hasUnsavedWork) this.#done.saved = true;
    });
    $effect(() => {
      for (const { ending, chunks, tests } of runs.shown) {
        if (ending && tests) this.#done.tested = true;
        if (ending?.code === 0) this.#done.ran = true;
        if (chunks.some(({ kind, text }) => kind === "input" && text !== null)) this.#done.entered = true;
      }
    });
  }

  /** Those that the room's language has: SQL asks for nothing, and some are only read. */
  get shown(): { name: Try; isDone: boolean }[] {
    const { spoken, language, state } = this.model;
    const canRun = spoken?.runs !== "nowhere";
    const readsInput = canRun && language !== "sql";
    const hasQuestion = Array.isArray(state?.questions) && state.questions.length > 0;
    const has: Partial<Record<Try, boolean>> = { ran: canRun, entered: readsInput, tested: hasQuestion };
    return TRIES.filter((name) => has[name] ?? true).map((name) => ({ name, isDone: this.#done[name] }));
  }
}
