// The player that a session's export carries: one file that shows its own record, without any server. Wiring only.
import { mount } from "svelte";

import "./styles/tokens.css";
import "./styles/base.css";

import { personal } from "./app/personal.svelte";
import FilePlayer from "./screens/replay/FilePlayer.svelte";

const target = document.getElementById("app");
const record = document.getElementById("codesala-replay")?.textContent ?? "";
if (target) void personal.learn().then(() => mount(FilePlayer, { target, props: { record } }));
