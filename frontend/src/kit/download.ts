// Hands the code, or any content, to the browser as a file.

const FILES: Record<string, string> = {
  python: "main.py",
  javascript: "main.js",
  typescript: "main.ts",
  java: "Main.java",
  cpp: "main.cpp",
};

/** `path`: of the file, where the session has several. */
export function downloadCode(code: string, language: string, path = FILES[language] ?? "code.txt"): void {
  save(new Blob([code], { type: "text/plain;charset=utf-8" }), path.slice(path.lastIndexOf("/") + 1));
}

export function save(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has taken it by then, and an address that is never released keeps the text in memory.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
