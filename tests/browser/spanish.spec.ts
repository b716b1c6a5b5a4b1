// The page speaks the language of its reader, by the browser's preference until somebody chooses.
import { isInOrder } from "./support/order";
import { expect, test } from "./support/stage";

test("a browser that prefers Spanish gets Spanish from the first screen into the room", async ({ people }) => {
  const host = await people.host();
  const candidate = await people.arrive({ locale: "es-ES" });
  const { page } = candidate;
  await page.goto(await host.shareLink());
  await expect(page.getByRole("heading", { name: "Entrar en la sesión" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
  await expect(page.getByRole("textbox", { name: "Tu nombre" })).toBeFocused();
  await page.keyboard.type("Lucía");
  await page.keyboard.press("Enter");
  await expect(candidate.editor).toBeFocused();
  await expect(candidate.chip).toHaveText("Guardado");
  await expect(page.getByRole("button", { name: /^Ejecutar/ })).toContainText("Ctrl+Intro");

  const list = page.getByRole("region", { name: "Personas" }).getByRole("listitem");
  const named = list.filter({ hasText: "Entrevistador/a" });
  await expect(named, "who gave no name has one in the language of each page").toContainText("Anfitrión");
  await host.isCalled("Ana");
  await expect(list.filter({ hasText: "Ana" })).toContainText("Anfitrión");
  await candidate.types("¿Qué hay, señor?");
  await host.sees("¿Qué hay, señor?");
  const fonts = () =>
    page.evaluate(() =>
      [...document.fonts]
        .filter(({ family, unicodeRange }) => family.includes("JetBrains") && !/^U\+25/i.test(unicodeRange))
        .map(({ status }) => status),
    );
  await expect.poll(fonts, "no file of rare letters for common ones").toEqual(["loaded", "unloaded"]);
  await host.types(" Größe");
  await expect.poll(fonts, "the file of rare letters with the first of them").toEqual(["loaded", "loaded"]);
  await host.language.selectOption("javascript");
  await expect(candidate.news).toHaveText("JavaScript: cambiado por Ana");
});

test("the choice of a language is kept, and wins over the browser's preference", async ({ people }) => {
  const { page, url } = await people.arrive({ locale: "es-ES" });
  await page.goto(url);
  const otherTab = await page.context().newPage();
  await otherTab.goto(url);
  await expect(page.getByRole("button", { name: "Nueva sesión" })).toBeVisible();
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("button", { name: "New session" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(otherTab.getByRole("button", { name: "New session" }), "in all tabs").toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: "New session" })).toBeVisible();
  await page.getByRole("button", { name: "Español" }).click();
  await expect(page.getByRole("button", { name: "Nueva sesión" })).toBeVisible();
});

test("a room changes its language without losing the text or the line", async ({ people }) => {
  const host = await people.host();
  await host.writes("texto");
  await expect(host.page.getByText("The candidate sees you as Interviewer.")).toBeVisible();
  await host.page.getByRole("button", { name: "Settings" }).click();
  await host.page.getByRole("button", { name: "Español" }).click();
  await expect(host.page.getByRole("heading", { name: "Solo estás tú" })).toBeVisible();
  await expect(host.page.getByText("La otra persona te ve como Entrevistador/a."), "no mixture").toBeVisible();
  await expect(host.chip).toHaveText("Guardado");
  await host.seesExactly("texto");
  await expect(host.page.getByRole("textbox", { name: /^Código, compartido/ })).toBeVisible();
  await host.editor.focus();
  await host.page.keyboard.press("ControlOrMeta+f");
  await expect(host.page.getByRole("textbox", { name: "Buscar" })).toBeFocused();
  await host.page.getByRole("button", { name: "Controles", exact: true }).click();
  await host.page.getByRole("button", { name: "Preguntas…" }).click();
  await host.page.getByRole("searchbox", { name: "Buscar" }).fill("carpetas");
  await expect(host.page.getByRole("button", { name: "Preparar: Tamaño de las carpetas" })).toBeVisible();
  await host.page.getByRole("searchbox", { name: "Buscar" }).fill("");
  await expect(host.page.getByRole("button", { name: "Preparar: Dos que suman" })).toBeVisible();
  await host.page.getByRole("button", { name: "Preparar: Tamaño de las carpetas" }).click();
  const pane = host.page.getByRole("region", { name: "Preguntas" });
  await expect(pane.getByRole("heading", { name: "Pregunta 1: Tamaño de las carpetas" })).toBeVisible();
  await expect(pane.getByRole("button", { name: "Mostrar a todos" }), "what to do next").toBeInViewport();
});

test("a session's life speaks Spanish: the host's controls, the lobby and the end", async ({ people }) => {
  const host = await people.arrive({ locale: "es-ES" });
  const { page } = host;
  await page.goto(host.url);
  await page.getByRole("button", { name: "Nueva sesión" }).click();
  const field = page.getByRole("textbox", { name: "Enlace para candidatos" }).first();
  await expect(field).toHaveValue(/\/s\//);
  const link = await field.inputValue();
  await page.getByRole("button", { name: "Controles", exact: true }).click();
  await page.getByRole("switch", { name: "Sala de espera" }).click();
  await expect(page.getByRole("switch", { name: "Sala de espera" })).toBeChecked();
  await page.getByRole("button", { name: "20 min" }).click();
  await expect(page.getByRole("timer", { name: /^Tiempo restante: / })).toBeVisible();
  for (const name of ["Bloquear la edición", "Desactivar la ejecución"]) {
    await page.getByRole("switch", { name }).click();
    await expect(page.getByRole("switch", { name })).toBeChecked();
  }
  await expect(page.locator("header").getByText("Sin ejecución")).toBeVisible();
  await isInOrder(page, "interview card, Spanish");
  await page.keyboard.press("Escape");
  await isInOrder(page, "locked room, Spanish");

  const candidate = await people.arrive({ locale: "es-ES" });
  await candidate.page.goto(link);
  await expect(candidate.page.getByText("Cada tecla que pulsas")).toBeVisible();
  await expect(candidate.page.getByRole("textbox", { name: "Tu nombre" })).toBeFocused();
  await candidate.page.keyboard.type("Lucía");
  await candidate.page.keyboard.press("Enter");
  await expect(candidate.page.getByRole("heading", { name: "Esperando al anfitrión" })).toBeVisible();
  const views = page.getByRole("navigation", { name: "Vistas" }).getByRole("button");
  for (const width of [390, 360]) {
    await page.setViewportSize({ width, height: 800 });
    await expect(views.filter({ hasText: "Personas" })).toContainText("espera"); // with the sign that somebody waits
    expect(await views.evaluateAll(linesOf), `at ${width} px`).toEqual(Array(5).fill(1));
  }
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.getByRole("button", { name: "Dejar entrar a Lucía" }).click();
  await expect(candidate.editor).toBeVisible();
  await isInOrder(candidate.page, "candidate in a locked room, Spanish");
  await page.getByRole("button", { name: "Controles", exact: true }).click();
  await page.getByRole("button", { name: "Terminar la entrevista…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Terminar la entrevista" }).click();
  await expect(candidate.page.getByRole("heading", { name: "Esta entrevista ha terminado" })).toBeVisible();
  await expect(candidate.page.getByRole("button", { name: "Descargar mi código" })).toBeVisible();
});

/** In how many lines each of them is drawn. */
function linesOf(buttons: Element[]): number[] {
  return buttons.map((button) => {
    const range = document.createRange();
    range.selectNodeContents(button);
    const drawn = [...range.getClientRects()].filter(({ width }) => width > 1); // not what is only to be heard
    const tops = drawn.map(({ top, height }) => top + height / 2).sort((one, other) => one - other);
    return tops.filter((top, index) => index === 0 || top - (tops[index - 1] ?? 0) > 8).length;
  });
}
