// C++ with the real compiler, in Node: everything but the worker and the page. One file, as loading clang takes seconds.
import { beforeAll } from "vitest";

import { run } from "./testing";

import "./calls.cases";
import "./exceptions.cases";
import "./program.cases";

beforeAll(() => run("int main() {}"), 1_200_000); // the first build of the parts takes half a minute of work
