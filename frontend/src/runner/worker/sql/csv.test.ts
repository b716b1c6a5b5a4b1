import { expect, test } from "vitest";

import { csvLine, readCsv } from "./csv";

test("cells are read as they were written, whatever is in them", () => {
  expect(readCsv('id,name\n1,"Gr, ace"\r\n2,"a ""q""\nb"\n3,\n')).toEqual([
    ["id", "name"],
    ["1", "Gr, ace"],
    ["2", 'a "q"\nb'],
    ["3", ""],
  ]);
  expect(readCsv("\uFEFFa|b,c", { columns: "|", rows: "\n" })).toEqual([["a", "b,c"]]);
  expect(readCsv("")).toEqual([]);
});

test("quotes stand where SQLite's shell writes them", () => {
  expect(csvLine(["1", null, "x y", "it's", "a,b", "é", "", 'say "no"', "-1.5e3", "2020-01-02"])).toBe(
    '1,,"x y","it\'s","a,b","é","","say ""no""",-1.5e3,2020-01-02',
  );
});
