import { expect, test } from "vitest";

import { openApi } from "./client";

const answering = (status: number, body: unknown, headers: Record<string, string> = {}) => {
  const asked: Request[] = [];
  const fetch = (request: RequestInfo | URL) => {
    asked.push(request as Request);
    return Promise.resolve(new Response(JSON.stringify(body), { status, headers }));
  };
  return { asked, api: openApi("https://example.org/sub/", fetch) };
};

test("calls go under the sub-path that the page lives at", async () => {
  const { api, asked } = answering(200, []);
  expect(await api.languages()).toEqual({ kind: "done", value: [] });
  expect(asked[0]?.url).toBe("https://example.org/sub/api/languages");
});

test("an unknown link is not found, and never an error", async () => {
  expect(await answering(404, { code: "not_found" }).api.link("x")).toEqual({ kind: "not-found" });
});

test("a server that asks for patience says for how long", async () => {
  expect(await answering(429, {}, { "Retry-After": "7" }).api.link("x")).toEqual({ kind: "too-many", retryAfterS: 7 });
  expect(await answering(429, {}).api.link("x")).toEqual({ kind: "too-many", retryAfterS: 10 });
});

test("a failing or silent server is unreachable", async () => {
  expect(await answering(503, {}).api.link("x")).toEqual({ kind: "unreachable" });
  const silent = openApi("https://example.org/", () => Promise.reject(new TypeError("failed")));
  expect(await silent.createSession({})).toEqual({ kind: "unreachable" });
});

test("a refusal that is no problem of the server, but a proxy's or a library's, says nothing", async () => {
  const refused = { kind: "refused", code: null, detail: null };
  for (const body of [null, 7, "no", [], {}, { code: 409, detail: { message: "no" } }])
    expect(await answering(409, body).api.link("x"), JSON.stringify(body)).toEqual(refused);
});

test("a refused title carries the server's sentence, the host's token and who they are", async () => {
  const { api, asked } = answering(422, { code: "invalid_input", detail: "The title is too long." });
  const refused = { kind: "refused", code: "invalid_input", detail: "The title is too long." };
  expect(await api.retitle("id", "secret", "key", "x")).toEqual(refused);
  expect(asked[0]?.headers.get("Authorization")).toBe("Bearer secret");
  expect(asked[0]?.headers.get("Codesala-Key"), "the report says who it was").toBe("key");
});
