// The page starts here: reads the address, and mounts the screen that belongs to it. Wiring only.
import { mount } from "svelte";

import "./styles/tokens.css";
import "./styles/base.css";

import { openApi } from "./api/client";
import { placeOf } from "./app/links";
import App from "./app/App.svelte";
import { local, personal } from "./app/personal.svelte";
import { Visit } from "./app/visit.svelte";

const target = document.getElementById("app");
if (target) {
  // Old browsers, and pages without TLS, have no such thing; and who is asked may refuse.
  const keepForGood = () => void (navigator.storage as StorageManager | undefined)?.persist().catch(() => undefined);
  // What is shown is asked as the browser asks it.
  const mayLeave = () =>
    window.dispatchEvent(new Event("beforeunload", { cancelable: true })) || confirm(personal.words.leave);
  const visit = new Visit(openApi(document.baseURI), local, document.baseURI, keepForGood, mayLeave);
  window.addEventListener("storage", ({ key }) => {
    if (key === "codesala.settings") personal.readAgain();
  });
  window.addEventListener("popstate", ({ isTrusted }) => void visit.open(isTrusted)); // the page's own: app/go.ts
  void visit.open();
  // Beside the words, not after them.
  if (placeOf(location.href, document.baseURI).kind === "home")
    void import("./screens/home/Home.svelte").catch(() => undefined);
  void personal
    .learn()
    .then(() => mount(App, { target, props: { visit } }))
    .then(() => import("./app/later"))
    .then(({ begin }) => begin())
    .catch(() => undefined); // on the next visit, then
}
