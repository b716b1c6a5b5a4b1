// A library of questions in the browser: made, written in, filled from packages, and used in a session.
import { NotesPane } from "./notes-pane";
import { isAccessible } from "./support/axe";
import { Node } from "./support/node";
import { expect, test } from "./support/stage";

test("an author makes a library, writes a question, and takes others from packages", async ({ people }) => {
  const author = await people.arrive();
  const { page } = author;
  await page.goto(`${author.url}/l/new`);
  await page.getByRole("textbox", { name: "Name" }).fill("Backend team");
  await page.getByRole("button", { name: "Create" }).click();
  const edit = await page.getByRole("textbox", { name: "To change it" }).inputValue();
  const use = await page.getByRole("textbox", { name: "To use it" }).inputValue();
  await page.getByRole("button", { name: "Open the library" }).click();
  const status = page.getByRole("status").filter({ hasText: "question" });
  await expect(status).toContainText("There is no question here yet. Write the first one, or import packages");
  expect(page.url(), "an address without its power").not.toContain(edit.slice(-22));
  await expect(page.getByRole("combobox", { name: "Difficulty" }), "nothing to narrow").toHaveCount(0);
  const guest = await people.arrive();
  await guest.page.goto(use);
  await expect(guest.page.getByRole("status").filter({ hasText: "question" })).toHaveText(
    "There is no question here yet.",
  );

  await page.getByRole("button", { name: "New question" }).click();
  await page.getByLabel("Title", { exact: true }).fill("Sum of two");
  await page.getByLabel("Tags, separated by commas").fill("arrays");
  await page.getByLabel("Statement, English").fill("Add *two* numbers.");
  await page.getByRole("button", { name: "Preview: English" }).click();
  await expect(page.locator(".preview em")).toHaveText("two");
  await page.getByLabel("Add a language…").selectOption("Python");
  await page.getByLabel("Starter: main.py", { exact: true }).fill("a, b = map(int, input().split())\n");
  await page.getByRole("button", { name: "Add a case" }).click();
  await page.getByLabel("Input", { exact: true }).fill("1 2\n");
  await page.getByLabel("Output", { exact: true }).fill("3\n");
  await page.getByLabel("Name of the function").fill("add");
  await page.getByLabel("Parameters in order").fill("a: int, b");
  await page.getByRole("button", { name: "Add a call" }).click();
  await page.getByLabel("Arguments, as JSON").fill("1");
  await page.getByLabel("Expected result, as JSON").fill("[3]");
  await isAccessible(page, "writing a question");
  await page.getByRole("button", { name: "Save as a version" }).click();
  await expect(page.getByText("Write a value as JSON for each parameter, with commas between.")).toBeVisible();
  await page.getByLabel("Arguments, as JSON").fill("1, 2");
  await page.getByRole("button", { name: "Save as a version" }).click();
  await expect(page.getByText("Saved: version 1.")).toBeVisible();
  await page.getByRole("button", { name: "Back to the list" }).click();
  await expect(page.getByText("1 question", { exact: true })).toBeVisible();

  const packages = await (await fetch(`${author.url}/api/libraries/samples/package`)).arrayBuffer();
  const file = { name: "samples.zip", mimeType: "application/zip", buffer: Buffer.from(packages) };
  await page.getByLabel("Import packages (zip)").setInputFiles(file);
  await expect(page.getByRole("heading", { name: "What the import would do" })).toBeVisible();
  await page.getByLabel("Your name, for the list of versions").fill("Ana");
  await page.getByRole("button", { name: /^Import \d+ questions$/ }).click();
  await expect(page.getByRole("heading", { name: "What the import did" })).toBeVisible();
  await page.getByRole("searchbox", { name: "Search" }).fill("graph");
  await expect(page.getByRole("listitem").filter({ hasText: "Way through a grid" }).last()).toBeVisible();
  const grid = page.getByRole("listitem").filter({ hasText: "Way through a grid" }).last();
  await expect(grid, "languages by their names").toContainText("JavaScript · Python");
  await isAccessible(page, "a library");
  await page.getByRole("button", { name: "Edit: Way through a grid" }).click();
  await page.getByText("Versions", { exact: true }).click();
  await expect(page.locator("details li").filter({ hasText: /^Version/ })).toHaveText([/^Version 1 · .* · Ana/]);
  await page.goBack();
  await expect(page.getByRole("searchbox", { name: "Search" }), "the list, as it was").toHaveValue("graph");
  await page.goForward();
  await expect(page.getByRole("heading", { name: "Backend team" })).toBeVisible();

  const colleague = await people.arrive();
  await colleague.page.goto(use);
  await expect(colleague.page.getByText("You can use this library, not change it.")).toBeVisible();
  await colleague.page.getByRole("button", { name: "Read: Sum of two" }).click();
  await expect(colleague.page.getByLabel("Title", { exact: true })).toHaveValue("Sum of two");
  await expect(colleague.page.getByLabel("Parameters in order")).toHaveValue("a: int, b");
  await expect(colleague.page.getByLabel("Arguments, as JSON")).toHaveValue("1, 2");
  await expect(colleague.page.getByLabel("Expected result, as JSON")).toHaveValue("[3]");
  await expect(colleague.page.getByRole("button", { name: "Save as a version" })).toHaveCount(0);
});

test("an author is told what the server did not do: a search, a preview, an archiving", async ({ people }) => {
  people.faults.allowOutages();
  const author = await people.arrive();
  const { page } = author;
  await page.goto(`${author.url}/l/new`);
  await page.getByRole("textbox", { name: "Name" }).fill("Backend team");
  await page.getByRole("button", { name: "Create" }).click();
  await page.getByRole("button", { name: "Open the library" }).click();
  await page.getByRole("button", { name: "New question" }).click();
  await page.getByLabel("Title", { exact: true }).fill("Sum of two");
  await page.getByLabel("Statement, English").fill("Add *two* numbers.");
  const alert = page.getByRole("alert").filter({ hasText: "The server does not answer. Try again." });
  const fails = (url: string) => page.route(url, (route) => route.abort("connectionrefused"));
  await fails("**/preview");
  await page.getByRole("button", { name: "Preview: English" }).click();
  await expect(alert).toBeVisible();
  await page.unrouteAll();
  await page.getByRole("button", { name: "Preview: English" }).click();
  await expect(page.locator(".preview em")).toHaveText("two");
  await expect(alert).toHaveCount(0);
  await page.getByRole("button", { name: "Save as a version" }).click();
  await expect(page.getByText("Saved: version 1.")).toBeVisible();
  await page.getByRole("button", { name: "Back to the list" }).click();
  const archive = page.getByRole("button", { name: "Archive: Sum of two" });
  await fails("**/questions/*");
  await archive.click();
  await expect(alert).toBeVisible();
  await page.unrouteAll();
  await archive.click();
  await expect(archive).toHaveCount(0);
  await expect(alert).toHaveCount(0);
  await fails("**/questions?*");
  await page.getByRole("searchbox", { name: "Search" }).fill("sum");
  await expect(alert).toBeVisible();
});

test("a host saves a session as a template, and begins another by it", async ({ people }) => {
  const host = await people.host();
  const { page, url } = host;
  const made = await page.request.post(`${url}/api/libraries`, { data: { name: "Backend team" } });
  const library = (await made.json()) as { library_id: string; edit_token: string; edit_url: string };
  const skills = [{ name: "Graphs", levels: ["Lost", "Draws one", "Walks one", "Chooses the walk"] }];
  const question = await page.request.post(`${url}/api/libraries/${library.library_id}/questions`, {
    headers: { Authorization: `Bearer ${library.edit_token}` },
    data: { content: { title: "Way out", slug: "way-out", statements: { en: "Find a way." }, skills } },
  });
  const { summary } = (await question.json()) as { summary: { question_id: string } };
  const room = page.url();
  const first = await host.ownSession();
  const asHost = { Authorization: `Bearer ${first.hostToken}`, "Codesala-Library": library.edit_token };
  const session = `${url}/api/sessions/${first.sessionId}`;
  for (const wish of [summary.question_id, "sample.two-that-add-up"]) {
    const libraryId = wish === summary.question_id ? library.library_id : "samples";
    const data = { library_id: libraryId, question_id: wish };
    expect((await page.request.post(`${session}/questions`, { headers: asHost, data })).status()).toBe(201);
  }
  await page.request.patch(session, { headers: asHost, data: { title: "Backend interview", has_lobby: true } });

  await page.goto(library.edit_url); // from now on this browser knows the library
  await expect(page.getByText("None yet.")).toBeVisible();
  await page.goto(room);
  await host.isInRoom();
  await page.getByRole("button", { name: "Host controls" }).click();
  await page.getByRole("button", { name: "Save as template" }).click();
  const form = page.getByRole("form", { name: "Save as template" });
  await form.getByLabel("Name of the template").fill("First round");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByRole("status")).toHaveText("Saved: First round.");
  await isAccessible(page, "saving a template");

  await page.goto(`${url}/l/${library.library_id}`);
  await expect(page.getByRole("listitem").filter({ hasText: "First round" })).toContainText("python · 2 questions");
  await isAccessible(page, "a library with a template");
  await page.getByRole("button", { name: "Begin a session: First round" }).click();
  await host.isInRoom();
  const second = await host.ownSession();
  expect(second.sessionId).not.toBe(first.sessionId);
  await expect(page).toHaveTitle(/Backend interview/);
  await page.getByRole("group", { name: "Side" }).getByRole("button", { name: "Private" }).click();
  await page.getByRole("button", { name: "Scorecard" }).click();
  await expect(page.getByRole("radio", { name: "4 Strong Chooses the walk" })).toBeVisible();
  const questions = await page.request.get(`${url}/api/sessions/${second.sessionId}/questions`, {
    headers: { Authorization: `Bearer ${second.hostToken}` },
  });
  expect(((await questions.json()) as { state: string }[]).map(({ state }) => state)).toEqual(["prepared", "prepared"]);
});

test("an author writes a template in a form, and loses nothing to another author, a reload or a slip", async ({
  people,
}) => {
  people.faults.allowConflicts();
  const author = await people.arrive();
  const { page, url } = author;
  const made = await page.request.post(`${url}/api/libraries`, { data: { name: "Backend team" } });
  const library = (await made.json()) as { library_id: string; edit_token: string; edit_url: string };
  const templates = `${url}/api/libraries/${library.library_id}/templates`;
  const headers = { Authorization: `Bearer ${library.edit_token}` };
  await page.goto(library.edit_url);
  await page.getByRole("button", { name: "New template" }).click();
  await page.getByLabel("Name", { exact: true }).fill("First round");
  await page.getByLabel("Title of the session").fill("Backend interview");
  await page.getByRole("searchbox").fill("grid");
  await page.getByRole("button", { name: "Add: Way through a grid" }).click();
  await page.getByRole("searchbox").fill("add up");
  await page.getByRole("button", { name: "Add: Two that add up" }).click();
  await page.getByRole("button", { name: "Earlier: Two that add up" }).click();
  await page.getByLabel("Version of Way through a grid").selectOption("version 1");
  await page.getByLabel("Candidates wait in the lobby").check();
  await page.getByLabel("Countdown in minutes").fill("45");
  await page.getByRole("button", { name: "Add a skill" }).click();
  await page.keyboard.type("Testing");
  await page.getByLabel("What 4 means for skill 1").fill("Edge cases first");
  await page.getByLabel("Guide").fill("Begin with the task.");
  await isAccessible(page, "a template's form");
  await page.getByLabel("Days that the recording is kept").fill("30");
  await expect(page.getByText("Not saved yet: kept on this device.")).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: "New template" }).click();
  await expect(page.getByLabel("Guide"), "kept over a reload").toHaveValue("Begin with the task.");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved: version 1.")).toBeVisible();
  const [saved] = (await (await page.request.get(templates, { headers })).json()) as {
    template_id: string;
    content: Record<string, unknown>;
  }[];
  expect(saved?.content).toMatchObject({
    ...{ title: "Backend interview", has_lobby: true, timer_s: 2700, retention_days: 30 },
    questions: [
      { question_id: "sample.two-that-add-up", version: null },
      { question_id: "sample.way-through-a-grid", version: 1 },
    ],
    rubric: [{ name: "Testing", levels: ["", "", "", "Edge cases first"] }],
  });

  const theirs = { name: "First round", content: { ...saved?.content, guide: "Theirs." }, based_on: 1 };
  await page.request.put(`${templates}/${saved?.template_id ?? ""}`, { headers, data: theirs });
  await page.getByLabel("Guide").fill("Mine.");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert")).toContainText("somebody saved version 2 meanwhile");
  await page.getByRole("alert").getByText("Guide").click();
  await expect(page.getByRole("alert")).toContainText("Theirs.");
  await expect(page.getByLabel("Guide")).toHaveValue("Mine.");
  await page.getByRole("button", { name: "Save mine as the next version" }).click();
  await expect(page.getByText("Saved: version 3.")).toBeVisible();
  await page.getByRole("button", { name: "Back to the list" }).click();
  await page.getByRole("button", { name: "Delete: First round" }).click();
  await page.getByRole("button", { name: "Delete for good: First round" }).click();
  await expect(page.getByText("None yet.")).toBeVisible();
});

test("an integrator makes a ready session: its question is shown, its card has the team's skills", async ({
  people,
}) => {
  const arriving = await people.arrive();
  const { page, url } = arriving;
  const post = async (path: string, data: object, headers = {}): Promise<Record<string, string>> => {
    const answer = await page.request.post(`${url}/api/${path}`, { data, headers });
    expect(answer.status()).toBe(201);
    return (await answer.json()) as Record<string, string>;
  };
  const library = await post("libraries", { name: "Backend team" });
  const edits = { Authorization: `Bearer ${library.edit_token}` };
  const rubric = [{ name: "Testing", levels: ["Did not test", "When asked", "On their own", "Edge cases first"] }];
  const template = await post(
    `libraries/${library.library_id}/templates`,
    { name: "First round", content: { title: "Backend interview", language: "python", rubric, timer_s: 2700 } },
    edits,
  );
  const made = await post(
    "sessions",
    {
      template_id: template.template_id,
      questions: [{ library_id: "samples", question_id: "sample.way-through-a-grid", is_shown: true }],
    },
    { "Codesala-Library": library.use_token },
  );

  await page.goto(`${url}/h/${made.host_token}`);
  await arriving.isInRoom();
  await expect(page).toHaveTitle(/Backend interview/);
  const candidate = await people.candidate(made.share_url ?? "", "Marcus", { viewport: { width: 1440, height: 900 } });
  await expect(
    candidate.page.getByRole("region", { name: "Questions" }).getByText("A grid has free cells"),
  ).toBeVisible();

  const pane = new NotesPane(arriving);
  await pane.opens();
  await pane.scorecard.click();
  const skill = pane.skill("Testing");
  await skill.getByRole("radio", { name: "4 Strong Edge cases first" }).check();
  await expect(pane.region.getByText("Saved", { exact: true })).toBeVisible();
  await page.reload();
  await arriving.isInRoom();
  await pane.opens();
  await pane.scorecard.click();
  await expect(skill.getByRole("radio", { name: "4 Strong Edge cases first" }), "as it was left").toBeChecked();
});

test("where only the operator makes libraries, others are told so and the operator's key makes one", async ({
  page,
}) => {
  const key = "the-operators-own-key";
  const node = await Node.open({ LIBRARIES: "operator", ADMIN_TOKEN: key });
  try {
    await page.goto(`${node.url}/l/new`);
    await page.getByRole("textbox", { name: "Name" }).fill("Backend team");
    await page.getByRole("button", { name: "Create" }).click();
    await expect(page.getByRole("alert")).toContainText("only the operator creates libraries");
    await page.getByLabel("The operator's key").fill(key);
    await page.getByRole("button", { name: "Create" }).click();
    await expect(page.getByRole("heading", { name: "Backend team" })).toBeVisible();
  } finally {
    await node.close();
  }
});
