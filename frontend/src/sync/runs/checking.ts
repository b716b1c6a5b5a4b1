// The line of a check: a solution runs on the server, once a case, before anything is saved (docs/protocol.md, "Checks").
import type { Program } from "../../runner/program";
import type { RunEvent } from "./runevents";
import type { OwnRun } from "./runs";

export interface CheckLine extends Pick<OwnRun, "sender" | "stop"> {
  run: { runtime: string };
  close(): void;
}

type Told = { type: "run.trying" | "run.tried" } | { type: "run.stage"; stage: "compiling" };

/** Nobody but this page hears of it, so it needs no name that differs from others. */
const FACT = { run: "check", at: 0 };

const eventOf = (told: Told): RunEvent =>
  told.type === "run.stage" ? { ...FACT, ...told } : { ...FACT, type: told.type, told: { ...told } };

/** `address`: of the WebSocket; `token`: of the library. */
export function openCheck(address: string, token: string, language: string, { entry, files }: Program): CheckLine {
  const socket = new WebSocket(address);
  const waiting: object[] = [];
  const say = (request: object) => {
    if (socket.readyState === WebSocket.CONNECTING) waiting.push(request);
    else if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(request));
  };
  const sender: CheckLine["sender"] = { asks: say, heard: null };
  say({ type: "check", token });
  say({ type: "run.start", language, entry, files });
  socket.addEventListener("open", () => waiting.forEach(say));
  socket.addEventListener("message", ({ data }: MessageEvent<string>) =>
    sender.heard?.(eventOf(JSON.parse(data) as Told)),
  );
  socket.addEventListener("close", ({ reason }) => {
    const end = { ...FACT, type: "run.ended", reason: "failed", code: null, durationMs: 0 } as const;
    sender.heard?.(reason ? { ...end, message: reason } : null);
  });
  const stop = () => say({ type: "run.stop" });
  return { run: { runtime: language }, sender, stop, close: () => socket.close() };
}
