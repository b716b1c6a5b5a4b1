// Text of a browser that the server does not take: nobody is locked out by it, and it is lost to nobody.
import { holdDatabases } from "./support/databases";
import { Line } from "./support/network";
import { Node } from "./support/node";
import { expect, test } from "./support/stage";

const PIECES = "abcdefghij".repeat(11);

test("who is closed over the text of this browser comes back without it, and has it beside the room", async ({
  people,
}) => {
  people.faults.allowOutages();
  const node = await Node.open({ MAX_DOCUMENT_BYTES: "2000", MAX_UPDATE_STRUCTS: "100" });
  const line = await Line.to(node.port);
  const host = await people.host({ url: node.url });
  const link = (await host.shareLink()).replace(host.url, line.url);
  const candidate = await people.candidate(link, "Marcus", { url: line.url });
  await host.writes("start\n");
  await candidate.seesExactly("start\n");

  line.cut();
  const [mine, others] = ["m".repeat(1_500), "o".repeat(1_500)];
  await candidate.pastes(mine);
  await expect(candidate.chip).toHaveText("Offline: kept on this device");
  await host.pastes(others);
  await host.isSaved();
  line.mend();
  await expect(candidate.banner).toContainText("The session is full");
  candidate.page.on("dialog", (dialog) => void dialog.accept()); // "leave the page?"
  await candidate.page.getByRole("button", { name: "Reload" }).click();

  await candidate.isInRoom();
  await candidate.seesExactly(await host.code());
  const kept = candidate.page.getByRole("textbox", { name: "Text that this browser has" });
  await expect(kept).toHaveValue(`${mine}start\n`);
  await candidate.page.reload();
  await candidate.isInRoom();
  await expect(kept, "until its owner is done with it").toHaveValue(`${mine}start\n`);
  await candidate.page.evaluate(holdDatabases);
  await candidate.page.getByRole("button", { name: "Remove it from this browser" }).click();
  await candidate.page.evaluate(() => new Promise(requestAnimationFrame));
  await expect(kept, "a page that is opened now still has it").toBeVisible();
  await candidate.page.evaluate("answerDatabases()");
  await expect(kept).toHaveCount(0);
  await candidate.page.reload();
  await candidate.isInRoom();
  await candidate.typesAtTheStart("and on ");
  await host.sees("and on ");
  await expect(kept).toHaveCount(0);

  const shared = await host.code();
  line.cut();
  await candidate.editor.press("ControlOrMeta+Home");
  for (const letter of PIECES) {
    await candidate.page.keyboard.press(letter);
    await candidate.page.keyboard.press("ArrowLeft"); // each is a piece by itself
  }
  await expect(candidate.chip).toHaveText("Offline: kept on this device");
  const address = candidate.page.url();
  await candidate.page.goto("about:blank");
  line.mend();
  await candidate.page.goto(address);
  await expect(candidate.banner, "more pieces than one update may have").toContainText("server disagree");
  await candidate.page.getByRole("button", { name: "Reload" }).click();
  await candidate.isInRoom();
  await candidate.seesExactly(shared);
  await expect(kept).toHaveValue([...PIECES].reverse().join("") + shared);
  await candidate.typesAtTheStart("in again ");
  await host.seesExactly(`in again ${shared}`);

  await people.leave();
  await line.close();
  await node.close();
});
