import { expect, test } from "vitest";

import { saidInSqlite } from "./sql_dialects";

const SAID: [statement: string, instead: RegExp][] = [
  ["CREATE TABLE t (id INT GENERATED ALWAYS AS IDENTITY, at TIMESTAMPTZ DEFAULT now())", /INTEGER PRIMARY KEY/],
  ["CREATE TABLE t (id INT IDENTITY(1, 1))", /INTEGER PRIMARY KEY/],
  ["CREATE TABLE t (id UUID DEFAULT gen_random_uuid())", /randomblob/],
  ["CREATE TABLE t (at DATETIME2 DEFAULT SYSDATETIME())", /CURRENT_TIMESTAMP/],
  ["DECLARE @x INT = 5", /no variables/],
  ["DECLARE done INT DEFAULT 0", /no procedures/],
  ["# a comment\nSELECT 1", /-- before a comment/],
  ["CREATE TABLE t (a INT)\nGO\nSELECT * FROM t", /; behind each statement/],
  ["IF EXISTS (SELECT 1) BEGIN SELECT 2", /CASE WHEN/],
  ["WITH gone AS (DELETE FROM t RETURNING *) SELECT * FROM gone", /RETURNING behind/],
];

test("what is said otherwise in SQLite is told by the first thing that is wrong", () => {
  for (const [statement, instead] of SAID) expect(saidInSqlite(statement), statement).toMatch(instead);
});

test("words of other databases inside of texts and names mean nothing", () => {
  for (const statement of ["SELECT '# go' FROM t", "SELECT identity_card, going FROM t", "DROP TABLE IF EXISTS t"])
    expect(saidInSqlite(statement), statement).toBeNull();
});
