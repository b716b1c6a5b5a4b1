// What somebody takes along from an ended session, by real requests.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";

import { ownCode, ownTexts } from "./own";

async function served(answers: Record<string, string | Uint8Array>): Promise<string> {
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
  expect(await taken({ ...code, ...zip, "/api/links/token/files": '[{"path":"main.py"}]' })).toEqual([
    "print(1)\n",
    false,
  ]);
  expect(await taken({ ...code, ...zip, "/api/links/token/files": '[{"path":"main.py"},{"path":"a.py"}]' })).toEqual([
    "PK",
    true,
  ]);
  expect(await taken(code)).toBeNull();
});

test("the texts of all files come in one answer, the main one first", async () => {
  const paths = ["main.py", "a.py", "data/größe.txt"];
  const list = JSON.stringify(paths.map((path) => ({ id: path, path })));
  const texts = Object.fromEntries([...paths].sort().map((path) => [path, strToU8(`ü in ${path}`)]));
  const base = await served({ "/api/links/token/files": list, "/api/links/token/files.zip": zipSync(texts) });
  expect(await ownTexts(base, "token", "key")).toEqual(paths.map((path) => ({ path, text: `ü in ${path}` })));
});
