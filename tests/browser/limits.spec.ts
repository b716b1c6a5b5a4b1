// Pastes: large ones arrive whole, too large ones are refused before anything is lost.
import { codeOnServer } from "./support/people";
import { expect, test } from "./support/stage";

const LINE = "0123456789abcdefghijklmnopqrstuvwxyz ñ 你好\n";
const BYTES = new TextEncoder().encode(LINE).length;

test("a paste of a megabyte arrives whole at the other browser and is saved", async ({ people, node }) => {
  const host = await people.host();
  const candidate = await people.candidate(await host.shareLink(), "Marcus");
  await host.writes("");
  const megabyte = `${LINE.repeat(Math.ceil(1_048_576 / BYTES))}its last line`;

  await candidate.pastes(megabyte);
  await expect(candidate.chip).toHaveText("Saved");
  const session = await host.ownSession();
  await expect.poll(async () => (await codeOnServer(node.url, session)) === megabyte).toBe(true);
  await host.editor.focus();
  await expect(async () => {
    await host.page.keyboard.press("ControlOrMeta+End");
    expect(await host.code()).toContain("its last line"); // which comes after all others
  }).toPass();
  await host.page.keyboard.type("the end");
  await candidate.page.keyboard.press("ControlOrMeta+End");
  await candidate.sees("its last linethe end");
  expect((await host.downloads()) === `${megabyte}the end`).toBe(true);
});

test("a paste over the limit is refused with a message, loses nothing and cuts no line", async ({ people }) => {
  const host = await people.host();
  const candidate = await people.candidate(await host.shareLink(), "Marcus");
  await host.writes("kept");
  await candidate.seesExactly("kept");
  let sockets = 0;
  candidate.page.on("websocket", () => (sockets += 1));

  await candidate.pastes(LINE.repeat(Math.ceil(3_000_000 / BYTES)));
  await expect(candidate.news).toHaveText(
    /This paste is 2\.9 MB; the session takes up to 2 MB\. Nothing was changed\./,
  );
  await candidate.types(" and more");
  await host.seesExactly("kept and more");
  await candidate.seesExactly("kept and more");
  await expect(candidate.chip).toHaveText("Saved");
  expect(sockets, "the line was not opened again").toBe(0);
});

test("two pastes that are too much together keep the first and refuse the second", async ({ people, node }) => {
  const host = await people.host();
  await host.writes("");
  const most = "x".repeat(79).concat("\n").repeat(15_000);
  await host.pastes(most);
  await host.pastes(most);
  await expect(host.news).toContainText("This would take the text over 2 MB");
  const session = await host.ownSession();
  await expect.poll(async () => (await codeOnServer(node.url, session)) === most).toBe(true);
});

test("undo brings back nothing for which there is no room any more, and cuts no line", async ({ people, node }) => {
  const host = await people.host();
  const candidate = await people.candidate(await host.shareLink(), "Marcus");
  const most = "x".repeat(79).concat("\n").repeat(15_000);
  await host.writes("");
  await host.pastes(most);
  await candidate.sees("xxx");
  await host.page.keyboard.press("ControlOrMeta+a");
  await host.page.keyboard.press("Delete");
  await candidate.seesExactly("");
  let sockets = 0;
  host.page.on("websocket", () => (sockets += 1));
  await candidate.pastes(most);
  const session = await host.ownSession();
  await expect.poll(async () => (await codeOnServer(node.url, session)) === most).toBe(true);
  await host.sees("xxx");

  await host.editor.focus();
  await host.page.keyboard.press("ControlOrMeta+z");
  await expect(host.news).toContainText("This would take the text over 2 MB");
  await host.isSaved();
  expect(await codeOnServer(node.url, session)).toBe(most);
  expect(sockets, "the line was not opened again").toBe(0);
});

test("line breaks of other systems become the one that everybody has", async ({ people }) => {
  const host = await people.host();
  const candidate = await people.candidate(await host.shareLink(), "Marcus");
  await host.writes("");
  await host.pastes("one\r\ntwo\rthree\n");
  await candidate.seesExactly("one\ntwo\nthree\n");
  expect(await candidate.downloads()).toBe("one\ntwo\nthree\n");
});
