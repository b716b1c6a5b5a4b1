// The linter's rules: the recommended ones of the language and of Svelte, and the floors of the house.
import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";

import svelteConfig from "./svelte.config.js";

const UI = ["**/app/**", "**/kit/**", "**/panes/**", "**/screens/**", "**/session/**"];

/** @param {string[]} patterns  Imports that a floor must not know. */
const never = (...patterns) => ({ "no-restricted-imports": ["error", { patterns }] });

export default ts.config(
  { ignores: [".cache/", "dist/", "node_modules/", "src/api/schema.gen.ts", "test-results/"] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: globals.browser },
    rules: {
      "no-undef": "off", // the compiler knows
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "off",
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"], svelteConfig } },
    rules: { "svelte/no-navigation-without-resolve": "off" },
  },
  { files: ["scripts/**"], languageOptions: { globals: globals.node } },
  { files: ["src/sync/**"], rules: never(...UI, "**/editor/**", "@codemirror/*", "svelte", "svelte/*") },
  { files: ["src/editor/**"], rules: never(...UI, "**/sync/**", "**/api/**", "svelte", "svelte/*") },
  { files: ["src/runner/**"], rules: never(...UI, "**/sync/**", "**/editor/**", "svelte", "svelte/*") },
  { files: ["src/{app,kit,panes,screens,session}/**"], rules: never("y-websocket", "y-protocols/*", "@codemirror/*") },
  {
    files: ["src/kit/**"],
    rules: never("**/session/**", "**/screens/**", "y-websocket", "y-protocols/*", "@codemirror/*"),
  },
  { files: ["src/session/**"], rules: never("**/screens/**", "y-websocket", "y-protocols/*", "@codemirror/*") },
);
