// One room as this page knows it: the document, awareness, the line to the server, and what of it is saved. No DOM.
import * as decoding from "lib0/decoding";
import { Awareness } from "y-protocols/awareness";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";

import { Absent } from "./people/absent";
import { Claims } from "./people/claims";
import { closedReason, type Connection, lineLost, reconnectMaxMs } from "./line/connection";
import { steadyMs } from "./clock";
import type { Comparison } from "./saved/comparison";
import { DeviceCopy, patience } from "./saved/device";
import { parseEvent, type SessionEvent } from "./events";
import { Facts } from "./facts";
import {
  encodeFrame,
  FRAME,
  parseRoster,
  parseState,
  type RoomState,
  type Roster,
  SUBPROTOCOL,
  updateMessage,
} from "./line/frames";
import { LanguageChange } from "./languagechange";
import { watchLine } from "./line/line";
import { hearQuestions } from "./line/questions";
import type { Room, RoomOptions } from "./opened";
import { Outstanding } from "./saved/outstanding";
import { allTextIn } from "./saved/text";
import { parseHistory, parseRunEvent } from "./runs/runevents";
import { Runs } from "./runs/runs";
import { countingSocket } from "./line/socket";
import { TimedEdits } from "./saved/timed";

export type { Room, RoomView } from "./opened";

const joining = <T>(listeners: Set<T>, listener: T) => (listeners.add(listener), () => listeners.delete(listener));

export async function openRoom(options: RoomOptions): Promise<Room> {
  const doc = new Y.Doc();
  const text = doc.getText("code");
  const awareness = new Awareness(doc);
  const claims = new Claims(awareness, () => steadyMs() + clockOffsetMs, options.hues);
  const languageChange = new LanguageChange(text, options.languages);
  const outstanding = new Outstanding();
  const timed = new TimedEdits();
  const changeListeners = new Set<() => void>();
  const eventListeners = new Set<(event: SessionEvent) => void>();
  const changed = () => changeListeners.forEach((listener) => listener());

  let connection: Connection = { kind: "connecting" };
  let state: RoomState | null = null;
  let roster: Roster = { people: [], waiting: [] };
  let clockOffsetMs = 0;
  const absent = new Absent();
  let hasText = false;

  const provider = new WebsocketProvider(options.socketUrl, options.token, doc, {
    connect: false,
    awareness,
    protocols: [SUBPROTOCOL],
    disableBc: true,
    maxBackoffTime: reconnectMaxMs(),
    WebSocketPolyfill: countingSocket((kind) => {
      timed.frameSent();
      if (kind === "update") outstanding.updateSent();
      else outstanding.step2Sent(steadyMs());
      changed();
    }),
  });

  const answerAgain = hearQuestions(provider);
  // The copy comes when it comes, and nobody waits for it. Where it does before the server asks, as is usual, the first
  // exchange brings what the server lacks. Its origin is the provider's, which sends what has another as an edit.
  const copy = options.deviceCopy && new DeviceCopy(options.deviceCopy, doc, provider, changed);
  const settleCopy = () => {
    if (state && !String(state.questions ?? "")) copy?.keepQuestions(null);
    copy?.settle(
      outstanding.pendingSinceMs !== null,
      connection.kind === "closed" ? connection.reason : state?.status === "ended" ? "ended" : null,
    );
  };

  const send = (frame: Uint8Array): boolean => {
    if (!provider.wsconnected || provider.ws?.readyState !== WebSocket.OPEN) return false;
    provider.ws.send(frame);
    return true;
  };
  const hello = () => send(encodeFrame(FRAME.hello, { name: options.name(), key: options.key }));
  const ask = (request: Record<string, unknown>) => send(encodeFrame(FRAME.request, request));
  const runs = new Runs(ask, claims.nowMs);
  const facts = new Facts(ask);

  provider.on("status", ({ status }) => {
    if (status !== "connected") return;
    outstanding.connectionOpened(steadyMs());
    timed.connectionLost();
    hello(); // the first message: y-websocket sends its own after this event
    runs.connected();
    facts.connected();
    // Before y-websocket's answer to SyncStep1, which has all of them in one piece, and so without their times.
    timed.resend(
      steadyMs(),
      (agesMs) => ask({ type: "offline", ages_ms: agesMs }),
      (update) => send(updateMessage(update)),
    );
  });
  provider.on("sync", (isSynced) => {
    if (!isSynced) return;
    connection = { kind: "live" };
    hasText = true;
    void copy?.wake();
    changed();
  });
  provider.on("connection-close", (event) => {
    const now = steadyMs();
    outstanding.connectionLost(now);
    timed.connectionLost();
    connection = lineLost(connection, now, event?.code ?? null);
    changed();
  });
  provider.on("closed", ({ code }) => {
    connection = { kind: "closed", reason: closedReason(code) };
    settleCopy();
    changed();
  });

  // After the provider's own listener, so that an edit that could be sent has been.
  const edited = (update: Uint8Array, origin: unknown) => {
    if (copy?.isTakingIn) {
      hasText = true;
      outstanding.edited(false, steadyMs());
      answerAgain();
      changed();
      return;
    }
    if (origin === provider) return;
    const isSent = provider.wsconnected && provider.ws?.readyState === WebSocket.OPEN;
    outstanding.edited(isSent, steadyMs());
    timed.made(update, steadyMs(), isSent);
    copy?.mark(true);
    changed();
  };
  doc.on("update", edited);

  let comparison: Comparison | null = null; // loaded after the first keys; without it the page works all the same
  const sides = {
    doc,
    isSettled: () => connection.kind === "live" && outstanding.pendingSinceMs === null,
    ask: (type: string) => ask({ type }),
    diverged: () =>
      void Promise.resolve(copy?.setAside()).then((isKept) => options.diverged(isKept ? "" : allTextIn(doc))),
  };
  void import("./saved/comparison").then(
    ({ Comparison }) => void (doc.isDestroyed || (comparison = new Comparison(sides))),
    () => undefined,
  );

  const claim = () => {
    if (state?.participant) claims.renew(roster.people, state.participant, options.name());
  };
  const claimAnew = () => {
    claim();
    changed();
  };
  const unwatchClaims = claims.watch(claim, changed);

  const happened = (event: SessionEvent) => {
    languageChange.happened(event, state?.canWrite ?? false);
    if ((event.type === "removed" || event.type === "admitted") && event.who !== null) absent[event.type](event.who);
    for (const listener of eventListeners) listener(event);
  };

  provider.messageHandlers[FRAME.saved] = (_encoder, decoder) => {
    const n = decoding.readVarUint(decoder);
    outstanding.acknowledged(n, steadyMs());
    timed.acknowledged(n);
    settleCopy();
    changed();
  };
  provider.messageHandlers[FRAME.digest] = (_, decoder) => comparison?.answered(decoding.readVarString(decoder));
  provider.messageHandlers[FRAME.roster] = (_encoder, decoder) => {
    const next = parseRoster(decoding.readVarString(decoder));
    if (!next) return;
    absent.rosterChanged(roster.people, next.people);
    roster = next;
    claimAnew();
  };
  provider.messageHandlers[FRAME.event] = (_encoder, decoder) => {
    const json = decoding.readVarString(decoder);
    const event = parseEvent(json);
    const ofRun = parseRunEvent(json);
    if (event) happened(event);
    else if (ofRun) runs.hear(ofRun);
  };
  provider.messageHandlers[FRAME.history] = (_encoder, decoder) => {
    const events = parseHistory(decoding.readVarString(decoder));
    if (events) runs.replace(events);
  };
  provider.messageHandlers[FRAME.state] = (_encoder, decoder) => {
    const before = state;
    state = parseState(decoding.readVarString(decoder)) ?? state;
    if (before && state) languageChange.switched(before.language, state.language);
    if (state?.nowMs != null) clockOffsetMs = state.nowMs - steadyMs();
    settleCopy();
    claimAnew();
  };

  const line = watchLine(provider);
  const answered = new Promise((resolve) =>
    provider.on("status", ({ status }) => status === "connected" && resolve(0)),
  );
  provider.connect();
  void copy?.loaded.then(settleCopy);
  if (copy) await Promise.race([copy.loaded, answered, patience()]);

  return {
    ...{ text, awareness, runs, facts, copy, ask },
    view: () => ({
      connection,
      state,
      roster,
      missing: absent.shown,
      hues: claims.hues,
      pendingSinceMs: outstanding.pendingSinceMs,
      kept: copy?.kept ?? "no",
      refusedText: copy?.refused ?? null,
      hasText,
      clockOffsetMs,
    }),
    onChange: (listener) => joining(changeListeners, listener),
    onEvent: (listener) => joining(eventListeners, listener),
    rename() {
      hello();
      claimAnew();
    },
    requestLanguage: (language) => ask({ type: "language", language }),
    wake() {
      void copy?.wake();
      if (connection.kind !== "closed") line.wake();
    },
    moveTo(token) {
      if (connection.kind === "closed") connection = { kind: "connecting" };
      line.moveTo(token);
      copy?.resume();
    },
    dispose() {
      changeListeners.clear();
      eventListeners.clear();
      comparison?.dispose();
      unwatchClaims();
      doc.off("update", edited);
      line.dispose();
      provider.destroy();
      copy?.dispose();
      awareness.destroy();
      doc.destroy();
    },
  };
}
