// The files of a session that were deleted, which a room's state does not tell of.
import { openClient } from "./calls";
import { type components } from "./schema.gen";
import { inTime, outcome, type Outcome } from "./client";

/** All files, those that were deleted among them, for who may write. `key`: the secret of this browser. */
export const everyFile = (
  base: string,
  token: string,
  key: string,
): Promise<Outcome<components["schemas"]["File"][]>> =>
  outcome(
    openClient(base).GET("/api/links/{token}/files", {
      params: { path: { token }, query: { deleted: true }, header: { "Codesala-Key": key } },
      signal: inTime(),
    }),
  );
