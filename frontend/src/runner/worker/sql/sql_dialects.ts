// What people write for other databases, and how it is said in SQLite.

/** The statement's own words, in the order in which they are looked for. */
const SAID_OTHERWISE: [RegExp, string][] = [
  [/\bserial\b/i, "SERIAL is PostgreSQL's: write id INTEGER PRIMARY KEY, which numbers rows by itself."],
  [/\bauto_increment\b|\bidentity\s*\(/i, "Write id INTEGER PRIMARY KEY, which numbers rows by itself."],
  [/\bengine\s*=|\bcharset\s*=|\bcharacter set\b/i, "ENGINE= and CHARSET= are MySQL's: leave them out."],
  [/\b(now|getdate|sysdate|curdate)\s*\(/i, "Write CURRENT_TIMESTAMP, CURRENT_DATE or datetime('now') for the time."],
  [/\benum\s*\(/i, "There is no ENUM: write TEXT CHECK (name IN ('a', 'b'))."],
  [/\b(date_format|to_char|extract|year|month|day)\s*\(/i, "Write strftime('%Y-%m-%d', date) for parts of a date."],
  [/\bdatediff\s*\(/i, "Write julianday(one) - julianday(other) for the days between dates."],
  [/\binterval\b|\b(date_add|date_sub|dateadd)\s*\(/i, "Write date(day, '+1 day') to add to a date."],
  [/::\s*\w+/, "Write CAST(value AS type) instead of value::type."],
  [/\bilike\b/i, "LIKE takes capital and small letters for the same here: write it instead of ILIKE."],
  [/\bselect\s+top\b/i, "Write LIMIT 3 at the end instead of TOP 3."],
  [/^\s*(show\s+tables|show\s+databases)/i, "Write SELECT name FROM sqlite_schema, or .tables on a line of its own."],
  [/^\s*(desc|describe|show\s+(create|columns))\b/i, "Write PRAGMA table_info(name), or .schema on a line of its own."],
  [/^\s*(use|create\s+database|drop\s+database)\b/i, "There is one database, made for this run: leave this out."],
  [/^\s*truncate\b/i, "Write DELETE FROM name."],
  [/\bon\s+duplicate\s+key\b/i, "Write ON CONFLICT (column) DO UPDATE SET ..."],
  [/^\s*(delimiter|create\s+(or\s+replace\s+)?(procedure|function)|declare|call|exec)\b/i, "There are no procedures."],
  [/\barray\s*\[|\bunnest\s*\(/i, "There are no arrays: json_each takes one as JSON apart."],
  [/\bgenerate_series\s*\(/i, "Write WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 9)."],
  [/\b(nvl|isnull)\s*\(/i, "Write coalesce(value, other)."],
  [
    /^\s*(grant|revoke|create\s+(user|role|type|schema|sequence))\b/i,
    "SQLite has no users, types, schemas or sequences.",
  ],
  [/\balter\s+table\b[^;]*\b(modify|alter\s+column|change)\b/i, "Columns cannot be changed: make a new table."],
];

/** A sentence about the statement, if it looks like another database's. */
export function saidInSqlite(statement: string): string | null {
  const text = statement.replace(/'(?:[^']|'')*'|--[^\n]*|\/\*[^]*?\*\//g, " ").trimStart();
  const found = SAID_OTHERWISE.find(([pattern]) => pattern.test(text));
  return found ? `This is SQLite. ${found[1]}` : null;
}

/** SQLite takes it without a word and does something else. */
export function meansSomethingElse(statement: string): string | null {
  return /^\s*create\s+table\b[^]*\b(small|big)?serial\b/i.test(statement) ? saidInSqlite("serial") : null;
}
