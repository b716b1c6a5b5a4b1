// What people write for other databases, and how it is said in SQLite.

/** The statement's own words, in the order in which they are looked for. */
const SAID_OTHERWISE: [RegExp, string][] = [
  [/\bserial\b/i, "SERIAL is PostgreSQL's: write id INTEGER PRIMARY KEY, which numbers rows by itself."],
  [/\bauto_increment\b|\bidentity\b/i, "Write id INTEGER PRIMARY KEY, which numbers rows by itself."],
  [/\bengine\s*=|\bcharset\s*=|\bcharacter set\b/i, "ENGINE= and CHARSET= are MySQL's: leave them out."],
  [
    /\b(gen_random_uuid|uuid_generate_v4|newid|uuid)\s*\(/i,
    "Write lower(hex(randomblob(16))), after DEFAULT in brackets.",
  ],
  [
    /\b(now|getdate|sysdate|sysdatetime|curdate)\s*\(/i,
    "Write CURRENT_TIMESTAMP, CURRENT_DATE or datetime('now') for the time.",
  ],
  [/\benum\s*\(/i, "There is no ENUM: write TEXT CHECK (name IN ('a', 'b'))."],
  [/\b(date_format|to_char|extract|year|month|day)\s*\(/i, "Write strftime('%Y-%m-%d', date) for parts of a date."],
  [
    /\b(str_to_date|to_date|to_timestamp)\s*\(/i,
    "Dates are text like '2024-05-31': write them so, and date(text) to check one.",
  ],
  [
    /\b(date_trunc|date_part|datepart|weekday|dayofweek|quarter|hour|minute)\s*\(/i,
    "Write strftime('%Y-%m-01', date), or '%w', '%H', '%M', for parts of a date.",
  ],
  [/\b(timestampdiff|age)\s*\(/i, "Write julianday(one) - julianday(other) for the days between dates."],
  [/\b(unix_timestamp|from_unixtime)\s*\(/i, "Write unixepoch('now'), or datetime(seconds, 'unixepoch')."],
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
  [/^\s*(set|declare)\s+@|\bselect\s+@/i, "There are no variables: write the value, or WITH name AS (SELECT ...)."],
  [/^\s*(delimiter|create\s+(or\s+replace\s+)?(procedure|function)|declare|call|exec)\b/i, "There are no procedures."],
  [/\busing\s+fts5\b/i, "FTS5 is not here: write USING fts4(column), which MATCH searches too."],
  [/\barray\s*\[|\bunnest\s*\(/i, "There are no arrays: json_each takes one as JSON apart."],
  [/\bgenerate_series\s*\(/i, "Write WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 9)."],
  [/\b(nvl|isnull)\s*\(/i, "Write coalesce(value, other)."],
  [/\bdistinct\s+on\s*\(/i, "Number the rows by ROW_NUMBER() OVER (PARTITION BY a ORDER BY b) and take those with 1."],
  [/\b(left|right)\s*\(/i, "Write substr(text, 1, 2) for the first characters, substr(text, -2) for the last."],
  [/\b(lpad|rpad)\s*\(/i, "Write printf('%5s', text) or printf('%05d', number)."],
  [/\b(locate|position|charindex|strpos)\s*\(/i, "Write instr(text, part)."],
  [/\b(char_length|character_length|len|datalength)\s*\(/i, "Write length(text)."],
  [/\b(greatest|least)\s*\(/i, "Write max(a, b), or min(a, b)."],
  [/\brand\s*\(/i, "Write random(), or abs(random()) % 100."],
  [/\b(array_agg|json_agg|json_arrayagg|jsonb_agg)\s*\(/i, "Write json_group_array(value), or group_concat(value)."],
  [
    /\b(regexp_replace|regexp_matches|regexp_like|regexp_substr|split_part|substring_index|initcap|reverse|repeat)\s*\(/i,
    "There is no such function of text: REGEXP, replace, substr and instr are there.",
  ],
  [/\b(last_insert_id|scope_identity|lastval|currval|nextval)\s*\(/i, "Write last_insert_rowid()."],
  [/\b(convert|try_cast|to_number)\s*\(/i, "Write CAST(value AS type)."],
  [/\bfetch\s+(first|next)\b|\brownum\b/i, "Write LIMIT 3 at the end, OFFSET 2 behind it."],
  [/\bfrom\s+dual\b/i, "Leave FROM DUAL out."],
  [/\binsert\s+ignore\b/i, "Write INSERT OR IGNORE INTO ..."],
  [/\bminus\s+select\b/i, "Write EXCEPT instead of MINUS."],
  [/\b(with\s+rollup|rollup\s*\(|cube\s*\(|grouping\s+sets)/i, "Join the totals by UNION ALL with a second SELECT."],
  [/\b(lateral|cross\s+apply|outer\s+apply|pivot|qualify)\b/i, "Write a subquery, or a window function in one."],
  [/^\s*merge\s+into\b/i, "Write INSERT ... ON CONFLICT (column) DO UPDATE SET ..."],
  [/^\s*(update|delete)\b[^;]*\bjoin\b/i, "Write WHERE id IN (SELECT ...) instead of JOIN; UPDATE takes FROM as well."],
  [/^\s*explain\s+analyze\b/i, "Write EXPLAIN QUERY PLAN SELECT ..."],
  [/(=|>|<)\s*(any|all|some)\s*\(/i, "Write IN (SELECT ...), or compare with (SELECT max(...) ...)."],
  [/\bsimilar\s+to\b|!?~\*?\s*'/i, "Write REGEXP instead."],
  [/\bfor\s+update\b/i, "One program uses this database: leave FOR UPDATE out."],
  [/^[^\S\r\n]*comment\s+on\b|^[^\S\r\n]*#/im, "Write -- before a comment."],
  [/^[^\S\r\n]*go[^\S\r\n]*$/im, "GO is SQL Server's: write ; behind each statement instead."],
  [/^\s*(if|while|print)\b/i, "There is no IF, WHILE or PRINT: CASE WHEN ... END decides inside of a SELECT."],
  [
    /\bas\s*\(\s*(insert|update|delete)\b/i,
    "WITH takes only SELECT: write RETURNING behind the statement to see its rows.",
  ],
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
