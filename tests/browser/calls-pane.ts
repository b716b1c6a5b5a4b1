// The sample whose tests call a function, shown in a room, and programs that its tests fail in each in its own way.
import type { Person } from "./support/people";

export const pane = (person: Person) => person.page.getByRole("region", { name: "Questions" });

export async function showsTheSample(host: Person): Promise<void> {
  await host.page.getByRole("button", { name: "Host controls" }).click();
  await host.page.getByRole("button", { name: "Questions…" }).click();
  await pane(host).getByRole("searchbox", { name: "Search" }).fill("newest");
  await pane(host).getByRole("button", { name: "Prepare: The newest version" }).click();
  await pane(host).getByRole("button", { name: "Show to everybody" }).click();
  await pane(host).getByRole("button", { name: "Put its starter into the session" }).click();
}

/** They are right of the first example, and fail in the second; Ruby's alone returns nothing where no version is. */
export const OTHERS = [
  {
    language: "cpp",
    code: '#include <bits/stdc++.h>\nusing namespace std;\nstring newestVersion(vector<string> versions) {\n  cout << "looking\\n";\n  if (versions.at(0) == "2.9") throw invalid_argument("of mine");\n  return versions[1];\n}\n',
    error: "of mine",
    trace: null,
    passed: "1 of 5 passed",
  },
  {
    language: "ruby",
    code: "def newest_version(versions)\n  puts 'looking'\n  raise ArgumentError, 'of mine' if versions.include?('2.9')\n  versions[1]\nend\n",
    error: "ArgumentError: of mine",
    trace: /^main\.rb:3:in '[^']*newest_version': of mine \(ArgumentError\)\n[^<]*$/,
    passed: "2 of 5 passed",
  },
  {
    language: "lua",
    code: "local function newestVersion(versions)\n  print('looking')\n  if versions[1] == '2.9' then error('of mine') end\n  return versions[2] or ''\nend\n",
    error: "main.lua:3: of mine",
    trace: /^main\.lua:3: of mine\nstack traceback:\n\tmain\.lua:3: in [^\n]*\n*$/,
    passed: "1 of 5 passed",
  },
];
