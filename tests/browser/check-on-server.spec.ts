// "Check" of a solution whose language runs on the server: there it runs against all cases, before anything is saved.
import { openRunner, canRunJava } from "./support/runner";
import { Node } from "./support/node";
import { expect, test } from "./support/stage";

const SOLUTION = `import java.util.*;
public class Main {
  static int twice(int n) { return n == 3 ? 5 : 2 * n; }
  public static void main(String[] args) {
    System.out.println(twice(new Scanner(System.in).nextInt()));
  }
}
`;

const CONTENT = {
  ...{ title: "Twice", slug: "twice", statements: { en: "Twice as much." } },
  languages: { java: { files: {}, solution: { "Main.java": SOLUTION } } },
  tests: {
    time_limit_s: 30,
    function: { name: "twice", parameters: [{ name: "n", type: "int" }] },
    cases: [
      { id: "four", kind: "io", is_visible: true, name: "four", stdin: "4\n", stdout: "8\n" },
      { id: "three", kind: "io", name: "three", stdin: "3\n", stdout: "6\n" },
      { id: "five", kind: "call", name: "five", input: { n: 5 }, expected: 10 },
    ],
  },
};

test("an author checks a solution in Java on the server, as it is typed, and reads how each case went", async ({
  people,
}) => {
  test.skip(!canRunJava, "it needs bubblewrap and a JDK");
  const runner = await openRunner();
  const node = await Node.open({ RUNNER_SOCKET: runner.socket });
  try {
    const { page } = await people.arrive({ url: node.url });
    const made = await page.request.post(`${node.url}/api/libraries`, { data: { name: "Backend team" } });
    const library = (await made.json()) as {
      library_id: string;
      edit_token: string;
      edit_url: string;
      use_url: string;
    };
    const headers = { Authorization: `Bearer ${library.edit_token}` };
    const questions = `${node.url}/api/libraries/${library.library_id}/questions`;
    expect((await page.request.post(questions, { headers, data: { content: CONTENT } })).status()).toBe(201);

    await page.goto(library.use_url);
    await page.getByRole("button", { name: /Twice/ }).first().click();
    const java = page.getByRole("region", { name: "Java", exact: true }).last();
    await expect(java).toContainText("for who may change the library");
    await expect(java.getByRole("button", { name: /Run the solution/ })).toHaveCount(0);

    await page.goto(library.edit_url);
    await page.getByRole("button", { name: "Edit: Twice" }).click();
    const run = java.getByRole("button", { name: "Run the solution against all cases: Java" });
    await run.click();
    await expect(java).toContainText("fails: three");
    await java.getByText("three: other output than expected").click();
    await expect(java.locator("pre"), "input, expected, yours").toHaveText(["3\n", "6\n", "5\n"]);

    const solution = page.getByLabel("Solution: Main.java", { exact: true });
    await solution.fill(SOLUTION.replace("n == 3 ? 5 : ", ""));
    await expect(java).toContainText("not checked since the last change");
    await run.click();
    await expect(java).toContainText("passes all 3");

    const three = page.getByRole("group", { name: "Case 2, hidden" });
    await three.getByRole("button", { name: "Add a file beside the program" }).click();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("Factor.java");
    await three.getByLabel("Beside the program: Factor.java", { exact: true }).fill("class Factor { int of = 3; }\n");
    await page.getByRole("button", { name: "Add a file" }).nth(1).click();
    await page.getByLabel("Name of the file. Solution: util.java").fill("Factor.java");
    await page.getByLabel("Solution: Factor.java", { exact: true }).fill("class Factor { int of = 2; }\n");
    await solution.fill(SOLUTION.replace("n == 3 ? 5 : 2 * n", "new Factor().of * n"));
    await run.click();
    await expect(java).toContainText("fails: three");
    await java.getByText("three: other output than expected").click();
    await expect(java.locator("pre"), "by the class of the case").toHaveText(["3\n", "6\n", "9\n"]);

    await solution.fill("class Main { int x = ; }");
    await run.click();
    await expect(java).toContainText("fails: four, three, five");
    await java.getByText(/^four:/).click();
    await expect(java.locator("details").first()).toContainText("illegal start of expression");

    await solution.fill(SOLUTION.replace("System.out", "while (true) {} //"));
    await run.click();
    await expect(java).toContainText("0 of 3");
    await java.getByRole("button", { name: "Stop" }).click();
    await expect(java).toContainText("not checked since the last change");
  } finally {
    await people.leave();
    await node.close();
    await runner.close();
  }
});
