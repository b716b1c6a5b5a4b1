// What somebody takes along from an ended session, by real requests.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";

import { ownCode } from "./own";

async function served(answers: Record<string, string>): Promise<string> {
  const server = createServer((request, response) => {
    const answer = answers[request.url ?? ""];
    response.writeHead(answer === undefined ? 403 : 200).end(answer);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  server.unref();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const taken = async (answers: Record<string, string>) => {
  const code = await ownCode(await served(answers), "token", "key");
  return code && [await code.content.text(), code.isZip];
};

test("of one file its text is taken along, of several all of them, and nothing that is not given", async () => {
  const code = { "/api/links/token/code": "print(1)\n" };
  const zip = { "/api/links/token/files.zip": "PK" };
  expect(await taken({ ...code, ...zip, "/api/links/token/files": '[{"id":"main"}]' })).toEqual(["print(1)\n", false]);
  expect(await taken({ ...code, ...zip, "/api/links/token/files": '[{"id":"main"},{"id":"a"}]' })).toEqual([
    "PK",
    true,
  ]);
  expect(await taken(code)).toBeNull();
});
