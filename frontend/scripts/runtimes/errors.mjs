// Makes the errors of a system call that Python reports say Linux's numbers: this machine has others for the same errors.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { change } from "./frames.mjs";
import { number } from "./memory.mjs";

/** The numbers, as Python's own part has them. */
export const NUMBERS = fileURLToPath(new URL("../../src/runner/worker/python/python_errors.py", import.meta.url));

const REPORTING = "PyErr_SetFromErrnoWithFilenameObjects"; // all others of its kind call this one
const DESCRIBING = "strerror";
const [BLOCK, IF, NOTHING, BRANCH, END] = [0x02, 0x04, 0x40, 0x0c, 0x0b];
const [CALL, LOCAL_GET, LOCAL_SET, I32_CONST, I32_EQ] = [0x10, 0x20, 0x21, 0x41, 0x46];

/** @param {Uint8Array} wasm  @returns {Uint8Array} */
export function numberErrorsAsLinux(wasm) {
  const [, list = ""] = /LINUX = """\n([^]*?)"""/.exec(readFileSync(NUMBERS, "utf8")) ?? [];
  const linux = [...list.matchAll(/\w+ (\d+)/g)].map(([, one]) => Number(one));
  return change(wasm, REPORTING, (body, indexOf) => {
    const described = Buffer.from([CALL, ...number(indexOf(DESCRIBING))]);
    const at = body.indexOf(described);
    const [get, local] = [body[at - 2], body[at - 1]];
    if (at < 0 || get !== LOCAL_GET || body.indexOf(described, at + 1) >= 0) throw new Error("strerror is not called");
    // After the text of the error is known: the number becomes the other one.
    const changes = linux.flatMap((to, own) => [
      ...[LOCAL_GET, local, I32_CONST, ...signed(own + 1), I32_EQ, IF, NOTHING],
      ...[I32_CONST, ...signed(to), LOCAL_SET, local, BRANCH, 1, END],
    ]);
    const end = at + described.length;
    return Buffer.concat([
      body.subarray(0, end),
      Uint8Array.from([BLOCK, NOTHING, ...changes, END]),
      body.subarray(end),
    ]);
  });
}

/** LEB128, signed, of a positive number of less than 8,192. */
const signed = (/** @type {number} */ value) => (value < 64 ? [value] : [(value & 0x7f) | 0x80, value >> 7]);
