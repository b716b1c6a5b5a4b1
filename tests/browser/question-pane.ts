// The pane of questions as people see it, for tests that begin with one that is shown.
import type { Locator } from "@playwright/test";

import type { Person } from "./support/people";
import { expect } from "./support/stage";

export const pane = ({ page }: Person): Locator => page.getByRole("region", { name: "Questions" });
export const examples = (person: Person): Locator => pane(person).getByRole("region", { name: "Examples" });
export const hidden = (person: Person): Locator => pane(person).getByRole("region", { name: "Hidden tests" });

/** The host puts a sample into the session by the API, and everybody sees it. */
export async function asks(host: Person, sample: string): Promise<void> {
  const { sessionId, hostToken } = await host.ownSession();
  const headers = { Authorization: `Bearer ${hostToken}` };
  const url = `${host.url}/api/sessions/${sessionId}/questions`;
  const made = await host.page.request.post(url, { headers, data: { question_id: `sample.${sample}` } });
  expect(made.status()).toBe(201);
  expect((await host.page.request.post(`${url}/1/show`, { headers })).status()).toBe(200);
  await expect(pane(host).getByRole("button", { name: "Hide", exact: true })).toBeVisible();
}
