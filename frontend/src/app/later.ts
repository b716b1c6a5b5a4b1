// What no page waits for: it comes once the page is shown.
import { sweepNow } from "../sync/saved/copies";
import { leaveComposing } from "./composing";

export async function begin(): Promise<void> {
  leaveComposing();
  await sweepNow();
}
