// How the browser tests run: one system Chromium, no retries (a flaky test is a bug), everything on this machine.
import { defineConfig } from "@playwright/test";

import { CONDITION_MS, TEST_MS } from "./support/patience";

// Only when asked: they write into docs/. The workers, which are processes of their own, are told by the environment.
const takesScreenshots = process.argv.includes("screenshots") || process.env.TAKES_SCREENSHOTS === "1";
if (takesScreenshots) process.env.TAKES_SCREENSHOTS = "1";

// Random draws: workers are told the same way, and support/slowest.ts says it at the end.
process.env.TEST_SEED ||= String(Math.floor(Math.random() * 1_000_000));

// A browser's address bar has a list of suggestions, which is a web page of its own in each window, so for each person.
// The switch counts once: what Playwright (1.65) names in it is repeated.
const WITHOUT = [
  ...["WebUIOmniboxPopup", "WebUIOmniboxAimPopup"],
  "WebAssemblyTrapHandler", // Debian's headless shell dies of what it should handle: an access out of WebAssembly's memory
  ...["AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "LensOverlay"],
  ...["HttpsFirstBalancedModeAutoEnable", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning", "AimEnabled"],
  ...["AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints", "NetworkTimeServiceQuerying", "PreconnectToSearch"],
];

export default defineConfig({
  testDir: ".",
  outputDir: "../../frontend/test-results",
  fullyParallel: true,
  workers: 2, // each has a browser and servers: together they fill two cores, and a third makes no run shorter
  retries: 0,
  timeout: TEST_MS,
  expect: { timeout: CONDITION_MS, toPass: { timeout: CONDITION_MS } },
  forbidOnly: true,
  reporter: [["list"], ["./support/slowest.ts"]],
  use: {
    actionTimeout: CONDITION_MS,
    screenshot: "only-on-failure",
    trace: { mode: "retain-on-failure", screenshots: false, snapshots: false, sources: false },
    locale: "en-US",
    timezoneId: new Date().getUTCHours() < 10 ? "Etc/GMT-12" : "UTC", // times of two digits are the widest
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
        `--disable-features=${WITHOUT.join(",")}`,
      ],
    },
  },
  projects: takesScreenshots
    ? [{ name: "screenshots", testMatch: "screenshots.ts" }]
    : [{ name: "browser", testMatch: "*.spec.ts" }],
});
