// How the browser tests run: one system Chromium, no retries (a flaky test is a bug), everything on this machine.
import { defineConfig } from "@playwright/test";

// Only when asked: they write into docs/. The workers, which are processes of their own, are told by the environment.
const takesScreenshots = process.argv.includes("screenshots") || process.env.TAKES_SCREENSHOTS === "1";
if (takesScreenshots) process.env.TAKES_SCREENSHOTS = "1";

export default defineConfig({
  testDir: ".",
  outputDir: "../../frontend/test-results",
  fullyParallel: true,
  // Where nobody waits for it, one test at a time has the machine: its browsers and servers fill two cores.
  workers: process.env.CI ? 1 : 2,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  reporter: [["list"]],
  use: {
    actionTimeout: 20_000,
    screenshot: "only-on-failure",
    locale: "en-US",
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: takesScreenshots
    ? [{ name: "screenshots", testMatch: "screenshots.ts" }]
    : [{ name: "browser", testMatch: "*.spec.ts" }],
});
