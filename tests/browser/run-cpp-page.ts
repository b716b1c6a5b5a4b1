// Runs C++ in a page of the service through the runner's own chunk, without the room around it.
import type { Page } from "@playwright/test";

import type { RunEnd, Runtime } from "../../frontend/src/runner/runtime";
import type { Opened } from "./run-page";

export interface Told {
  stdout: string;
  stderr: string;
  end: Omit<RunEnd, "durationMs">;
  /** Kinds of stages in their order, each once. */
  stages: string[];
  /** The last stage `loading`. */
  loaded: { loaded: number; total: number | null } | null;
}

export interface Script {
  /** Given one by one when the program waits; then the end of input. */
  lines?: string[];
  /** Stop once stdout ends with this. */
  stopAt?: string;
  /** Stop when a stage of this kind begins. */
  stopIn?: string;
}

export function runCpp(page: Page, source: string, script: Script = {}): Promise<Told> {
  return page.evaluate(
    async ({ source, script }) => {
      const runtime = (await (await (window as unknown as Opened).runner).runtimeFor("cpp")) as Runtime;
      const lines = [...(script.lines ?? [])];
      const told = { stdout: "", stderr: "", stages: [] as string[], loaded: null as Told["loaded"] };
      let isStopped = false;
      const end = await new Promise<RunEnd>((ended) => {
        const stop = () => {
          isStopped = true;
          run.stop();
        };
        const run = runtime.start({ entry: "main.cpp", files: { "main.cpp": source } }, {
          stage(stage) {
            if (told.stages.at(-1) !== stage.kind) told.stages.push(stage.kind);
            if (stage.kind === "loading") told.loaded = { loaded: stage.loaded, total: stage.total };
            if (stage.kind === script.stopIn && !isStopped) setTimeout(stop);
          },
          output(stream, text) {
            told[stream] += text;
            if (script.stopAt && !isStopped && told.stdout.endsWith(script.stopAt)) stop();
          },
          inputWanted: () => run.input(lines.shift() ?? null),
          end: ended,
        });
      });
      const { reason, code, message } = end;
      return { ...told, end: { reason, code, message } };
    },
    { source, script },
  );
}
