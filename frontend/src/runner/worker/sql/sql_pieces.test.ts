import { expect, test } from "vitest";

import { piecesOf } from "./sql_pieces";

const texts = (source: string) => piecesOf(source).map(({ text, line }) => `${line} ${text.trim()}`);

test("statements that end with their line are pieces of their own, and a line with several is one", () => {
  expect(texts("SELECT 1;\nSELECT 2; SELECT 3; -- both\nSELECT\n  4;\nSELECT 5")).toEqual([
    "1 SELECT 1;",
    "2 SELECT 2; SELECT 3; -- both",
    "3 SELECT\n  4;",
    "5 SELECT 5",
  ]);
});

test("what is quoted, said in a comment or within a trigger ends no piece", () => {
  const trigger = "CREATE TEMP TRIGGER t AFTER INSERT ON a\nBEGIN\n  SELECT 1;\n  SELECT 2;\nEND;";
  const quoted = "SELECT 'a;\n.mode list\n', \"b;\n\", [c;\n] /* ;\n */ -- ;\n;";
  expect(texts(`${trigger}\n${quoted}\n`)).toEqual([`1 ${trigger}`, `6 ${quoted}`]);
});

test("a line with a command is a piece of its own where no statement is open", () => {
  expect(texts(".mode list\n\n  .tables\nSELECT 1\n.mode csv\n;\n.quit")).toEqual([
    "1 .mode list",
    "2 ",
    "3 .tables",
    "4 SELECT 1\n.mode csv\n;",
    "7 .quit",
  ]);
});

test("comments end no piece, and a command behind them is one", () => {
  expect(texts("-- looks\n/* of\ntwo */\n.mode box\nSELECT 1; /* and\nmore */\n.quit")).toEqual([
    "1 -- looks\n/* of\ntwo */",
    "4 .mode box",
    "5 SELECT 1; /* and\nmore */",
    "7 .quit",
  ]);
});
