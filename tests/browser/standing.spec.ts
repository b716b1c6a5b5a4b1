// What a host presses is what is pressed: nothing that others do, and no answer of the server, moves it meanwhile.
import { NotesPane } from "./notes-pane";
import { asks, pane } from "./question-pane";
import { holds } from "./support/network";
import { pressesWhile } from "./support/pressing";
import { expect, test } from "./support/stage";

for (const width of [1440, 390]) {
  test(`who waits, and who goes meanwhile, moves nothing that a host presses, at ${width} px`, async ({ people }) => {
    const host = await people.host({ viewport: { width, height: 844 } });
    const { page } = host;
    const link = await host.shareLink();
    await people.candidate(link, "Marcus");
    await host.turns("Lobby", true);
    if (width < 720) await page.getByRole("button", { name: /^People/ }).click();
    const asksToComeIn = async (name: string) => {
      const guest = await people.arrive();
      await guest.page.goto(link);
      await guest.page.getByRole("textbox", { name: "Your name" }).fill(name);
      await guest.page.keyboard.press("Enter");
      await expect(page.getByRole("button", { name: `Let ${name} in` })).toBeVisible();
      return guest;
    };
    let ann = await people.arrive();
    await pressesWhile(page, page.getByRole("button", { name: "Remove Marcus" }), async () => {
      ann = await asksToComeIn("Ann");
    });
    const asked = page.getByRole("group", { name: "Remove Marcus" });
    await expect(asked).toBeVisible();
    await asked.getByRole("button", { name: "Cancel" }).click();

    const zoe = await asksToComeIn("Zoe");
    const letsAnnIn = page.getByRole("button", { name: "Let Ann in" });
    await pressesWhile(page, page.getByRole("button", { name: "Turn Zoe away" }), async () => {
      await ann.page.close();
      await expect(letsAnnIn.and(page.locator(":enabled"))).toHaveCount(0);
    });
    await expect(zoe.page.getByRole("heading", { name: "The host has not let you in" })).toBeVisible();
    await expect(page.getByText("Waiting to come in")).toBeHidden();
  });
}

test("the question before the end stands when it knows of a draft, wherever that was begun", async ({ people }) => {
  const host = await people.host();
  const notes = new NotesPane(host);
  await notes.opens();
  await notes.scorecard.click();
  await notes.skill("Problem solving").getByRole("radio", { name: "3 Good" }).check();
  await expect(notes.region.getByText("Saved", { exact: true })).toBeVisible();
  const { page } = host;
  const held = "**/api/sessions/*/scorecards";
  let answers: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (answers = resolve));
  await page.evaluate(() => {
    sessionStorage.clear(); // as in a new tab: only the server knows
  });
  const isKnown = page.waitForResponse(held);
  const card = await host.interview();
  await (await isKnown).finished();
  await page.route(held, async (route) => {
    await released;
    await route.continue();
  });
  const asksAgain = page.waitForRequest(held);
  await card.getByRole("button", { name: "End the interview…" }).click();
  await asksAgain;
  const dialog = page.getByRole("dialog", { name: "End the interview?" });
  await expect(dialog.getByRole("status")).toContainText("Your scorecard is a draft");
  await pressesWhile(page, dialog.getByRole("button", { name: "End the interview" }), async () => {
    const answered = page.waitForResponse(held);
    answers();
    await (await answered).finished();
  });
  await expect(page).toHaveURL(/\/replay$/);
});

test("a question about one link or person stays while the answer about another comes", async ({ people }) => {
  const host = await people.host();
  const { page } = host;
  const link = await host.shareLink();
  for (const name of ["Ann", "Zoe"]) await people.candidate(link, name);
  const card = await host.interview();
  await card.getByRole("button", { name: "Links" }).click();
  const linkIsMade = await holds(page, "**/api/sessions/*/links/*");
  await card.getByRole("button", { name: "Make a link" }).click();
  await card.getByRole("button", { name: "Replace the link: Candidates" }).click();
  const aboutTheLink = card.getByText("everybody who came by it is disconnected");
  await expect(aboutTheLink).toBeVisible();
  linkIsMade();
  await expect(card.getByRole("textbox", { name: "Replay" })).toBeVisible();
  await expect(aboutTheLink).toBeVisible();
  await page.keyboard.press("Escape");

  const annIsGone = await holds(page, "**/participants/*/remove");
  await page.getByRole("button", { name: "Remove Ann" }).click();
  await page.getByRole("group", { name: "Remove Ann" }).getByRole("button", { name: "Remove" }).click();
  await page.getByRole("button", { name: "Remove Zoe" }).click();
  const aboutZoe = page.getByRole("group", { name: "Remove Zoe" });
  await expect(aboutZoe).toBeVisible();
  const answered = page.waitForResponse("**/participants/*/remove");
  annIsGone();
  await (await answered).finished();
  await expect(host.inList("Ann")).toHaveCount(0);
  await expect(aboutZoe).toBeVisible();
});

test("a host who clicks twice shows a question, and does not start its countdown too", async ({ people }) => {
  const host = await people.host();
  const { page } = host;
  await asks(host, "way-through-a-grid");
  await pane(host).getByRole("button", { name: "Hide", exact: true }).click();
  const show = pane(host).getByRole("button", { name: "Show to everybody" });
  const { x = 0, y = 0, width = 0, height = 0 } = (await show.boundingBox()) ?? {};
  const starts = pane(host).getByRole("button", { name: "Start 35 minutes" });
  const [left, top] = [x + width - 8, y + height / 2];
  await page.mouse.click(left, top);
  await expect(starts).toBeVisible();
  expect(await page.evaluate(([x, y]) => document.elementFromPoint(x, y)?.textContent, [left, top] as const)).toContain(
    "Start 35 minutes",
  );
  const asked: string[] = [];
  page.on("request", (request) => request.method() === "PATCH" && asked.push(request.postData() ?? ""));
  await page.mouse.down({ clickCount: 2 });
  await page.mouse.up({ clickCount: 2 });
  await pane(host).getByRole("button", { name: "Hide", exact: true }).press("Enter");
  await expect(show).toBeVisible();
  expect(asked, "no change of the session").toEqual([]);
});

test("a host who clicks twice makes a link, and is not asked whether to replace it", async ({ people }) => {
  const host = await people.host({ viewport: { width: 1440, height: 900 } });
  const { page } = host;
  const card = await host.interview();
  await card.getByRole("button", { name: "Links" }).click();
  const make = card.getByRole("button", { name: "Make a link" });
  const replace = card.getByRole("button", { name: "Replace the link: Replay" });
  const { x = 0, y = 0, width = 0, height = 0 } = (await make.boundingBox()) ?? {};
  const [left, top] = [x + width - 8, y + height / 2];
  await page.mouse.click(left, top);
  await expect(replace).toBeVisible();
  const inTheWay = await replace.boundingBox();
  expect(inTheWay && left > inTheWay.x && top > inTheWay.y && top < inTheWay.y + inTheWay.height).toBe(true);
  await page.mouse.down({ clickCount: 2 });
  await page.mouse.up({ clickCount: 2 });
  await expect(replace).toBeVisible();
});
