// The life of a session as components read it: locks, countdown, lobby, who follows whom.
import { steadyMs } from "../sync/clock";
import type { SessionEvent } from "../sync/events";
import type { Person } from "../sync/people/presence";
import type { Room } from "../sync/room";
import { local } from "../app/personal.svelte";
import { nameless } from "./nameless";
import type { RoomModel } from "./room.svelte";
import { watchSight } from "./sight";

/** Why this person is not in the room: before it, after it, or sent out. */
export type Outside = "waiting" | "ended" | "removed";

interface Waiting {
  participant: string;
  name: string;
  wasRemoved: boolean;
}

export class Life {
  /** Whose caret the editor follows. */
  following = $state<string | null>(null);
  /** Grows when a host wants to see the questions. */
  asksQuestions = $state(0);
  /** Stands before the title of the tab. */
  sign = $state("");
  /** How long the session has been open, in words; for hosts. */
  openFor = $state<string | null>(null);
  #lastAwayMs: () => number = () => 0;

  constructor(readonly model: RoomModel) {}

  readonly outside: Outside | null = $derived.by(() => {
    const { connection, state } = this.model;
    if (connection.kind === "closed") {
      return connection.reason === "ended" || connection.reason === "removed" ? connection.reason : null;
    }
    if (state?.status === "ended") return "ended";
    return state?.notice === "waiting" ? "waiting" : null;
  });

  /** Of the countdown, by the server's clock: less than nothing once it is over. Null without one. */
  readonly leftMs: number | null = $derived.by(() => {
    const timer = this.model.state?.timer;
    if (!timer) return null;
    return Math.min(0, timer.startedAtMs - this.nowMs) + timer.seconds * 1000;
  });

  /** By the server's clock, now and then. */
  get nowMs(): number {
    return this.model.nowMs + (this.model.view?.clockOffsetMs ?? 0);
  }

  /** The time by the server's clock, as the record has it. */
  clock = (): number => steadyMs() + (this.model.view?.clockOffsetMs ?? 0);

  readonly followed: Person | null = $derived.by(() => {
    const found = this.model.people.find((person) => person.participant === this.following);
    return found && !found.isYou ? found : null;
  });

  readonly followers: Person[] = $derived.by(() => {
    const you = this.model.state?.participant;
    return this.model.people.filter((person) => !person.isYou && person.follows !== null && person.follows === you);
  });

  /** Told to hosts only. */
  readonly waiting: Waiting[] = $derived.by(() =>
    (this.model.view?.roster.waiting ?? []).map(({ participant, name, wasRemoved }) => ({
      participant,
      wasRemoved,
      name: name?.trim() || nameless(participant, null),
    })),
  );

  /** What was done to the session, for what this browser remembers. Arrivals.svelte tells of it in words. */
  hear(event: SessionEvent): void {
    const { own } = this.model.entry;
    if (!own) return;
    switch (event.type) {
      case "ended":
      case "reopened":
        local.amend(own.roomId, { endedAt: event.type === "ended" ? isoTime(event.at) : null });
        break;
      case "link_rotated":
      case "link_withdrawn":
        // Who did it themselves keeps the answer.
        if ((event.role === "replay" || event.role === "report") && event.participant !== this.model.state?.participant)
          local.amend(own.roomId, { [`${event.role}Url`]: null });
        break;
      default:
    }
  }

  /** Only candidates' absences are told: nobody else's are asked for, and only they were told so. */
  watchAbsences(room: Room): () => void {
    if (this.model.role !== "candidate") return () => undefined;
    const sight = watchSight(
      () => room.facts.leftPage(),
      (durationMs) => room.facts.tell({ type: "away", duration_ms: durationMs }),
    );
    this.#lastAwayMs = sight.lastAwayMs;
    return sight.dispose;
  }

  /** The person pasted into the editor: a neutral fact of the record, as the join page says. */
  pasted = (characters: number, lines: number): void => {
    const file = this.model.files?.open.id;
    this.model.room?.facts.tell({ type: "paste", characters, lines, away_ms: this.#lastAwayMs(), file });
  };

  follow(participant: string | null): void {
    if (participant === this.following) return;
    this.following = participant;
    this.model.room?.facts.follow(participant);
  }
}

const isoTime = (ms: number): string => new Date(ms).toISOString();
