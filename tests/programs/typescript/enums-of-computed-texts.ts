const PREFIX = "app";

enum Topic {
  Orders = "orders",
  Sales = Orders,
  Archive = "orders" + "-old",
  Users = `users`,
  Admins = `${Users}-admin`,
}

enum Level {
  Low = 1,
  High = Low * 10,
  Level = 99,
}

console.log(Topic);
console.log(Object.keys(Topic).length, Object.entries(Topic).map(([key, value]) => `${key}=${value}`).join(" "));
console.log(Level, Level[99], Level.High);
console.log(Object.values(Topic).map((topic) => `${PREFIX}.${topic}`));
const isTopic = (text: string): text is Topic => (Object.values(Topic) as string[]).includes(text);
console.log(isTopic("users"), isTopic("Users"));
