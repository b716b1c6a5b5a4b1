// A host and a candidate who share a text, and a line that only the candidate depends on.
import { Line } from "./network";
import type { Person } from "./people";
import { test as base } from "./stage";

export { expect } from "./stage";

export const test = base.extend<{ line: Line; pair: { host: Person; candidate: Person } }>({
  line: async ({ node, people }, use) => {
    people.faults.allowOutages();
    const line = await Line.to(node.port);
    await use(line);
    await people.leave();
    await line.close();
  },
  pair: async ({ people, line }, use) => {
    const host = await people.host();
    const link = (await host.shareLink()).replace(host.url, line.url);
    const candidate = await people.candidate(link, "Marcus", { url: line.url });
    await host.writes("start\n");
    await candidate.seesExactly("start\n");
    await use({ host, candidate });
  },
});
