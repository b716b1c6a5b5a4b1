// Java is called where it runs: a class of the runner's (backend/codesala/runner/calls) gets one call as its input.
import { type Harness, OWN_FILE, same } from "./beside";

export const java: Harness = (program, [call], nonce) => ({
  program: { ...program, entry: `${OWN_FILE}.java` },
  lines: [JSON.stringify({ names: call?.names, args: call?.args, judged: call?.judged, nonce })],
  isOurs: () => false,
  alike: same,
});
