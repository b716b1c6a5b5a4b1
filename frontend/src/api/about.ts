// What a server says of itself. A chunk of the foot of the start page only.
import { openClient } from "./calls";
import { inTime, outcome, type Outcome } from "./client";
import type { components } from "./schema.gen";

export type About = components["schemas"]["About"];

/** `base` is the document's base: `https://host/sub/path/`. */
export const about = (base: string): Promise<Outcome<About>> =>
  outcome(openClient(base).GET("/api/about", { signal: inTime() }));
