// Which lines of the page the browser tests reach, when `make coverage` asks: PAGE_COVERAGE names the folder to keep it in.
// A page that a test closes by itself, the frame in which programs run and workers are not counted.
import type { Page } from "@playwright/test";
import { CoverageReport } from "monocart-coverage-reports";

const folder = process.env.PAGE_COVERAGE;

export async function countCoverage(page: Page): Promise<void> {
  if (folder) await page.coverage.startJSCoverage({ resetOnNavigation: false });
}

export async function keepCoverage(page: Page): Promise<void> {
  if (!folder || page.isClosed()) return;
  const ours = (await page.coverage.stopJSCoverage()).filter(({ url }) => url.includes("/assets/"));
  if (ours.length > 0) await new CoverageReport({ outputDir: folder, logging: "error" }).add(ours);
}
