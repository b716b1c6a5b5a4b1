// Images of statements: which are taken, how they are called, and what a statement says to show one.

const KINDS: Readonly<Record<string, string>> = {
  ...{ png: "image/png", jpg: "image/jpeg", jpeg: "image/jpeg", gif: "image/gif" },
  ...{ webp: "image/webp", svg: "image/svg+xml" },
};
const MAX_BYTES = 512 * 1024;
const MOST = 20;
const LONGEST = 80;

export type ImageProblem = "kind" | "large" | "many";

const endingOf = (name: string): string => /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? "";

/** As the server takes names: letters, digits, and "_.-" within. */
export function imageName(name: string, taken: readonly string[]): string {
  const ending = endingOf(name);
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .slice(0, -ending.length - 1);
  const stem =
    plain
      .replace(/[^\w.-]+/g, "-")
      .replace(/^[^\w]+/, "")
      .slice(0, LONGEST) || "image";
  const names = [stem, ...Array.from({ length: MOST }, (_, at) => `${stem}-${at + 2}`)];
  return `${names.find((one) => !taken.includes(`${one}.${ending}`)) ?? stem}.${ending}`;
}

export function imageProblem(
  name: string,
  bytes: number,
  assets: Readonly<Record<string, string>>,
): ImageProblem | null {
  if (!(endingOf(name) in KINDS)) return "kind";
  if (Object.keys(assets).length >= MOST) return "many";
  const before = Object.values(assets).reduce((sum, data) => sum + (data.length * 3) / 4, 0);
  return before + bytes > MAX_BYTES ? "large" : null;
}

export const addressOf = (name: string, data: string): string => `data:${KINDS[endingOf(name)] ?? ""};base64,${data}`;

export const markdownFor = (name: string): string => `![](${name})`;

export async function base64Of(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
