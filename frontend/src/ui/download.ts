// Hands the code, or any content, to the browser as a file.

const FILES: Record<string, string> = {
  python: "main.py",
  javascript: "main.js",
  typescript: "main.ts",
  java: "Main.java",
  cpp: "main.cpp",
};

export function downloadCode(code: string, language: string): void {
  save(new Blob([code], { type: "text/plain;charset=utf-8" }), FILES[language] ?? "code.txt");
}

export function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the file by then; an address that is never released keeps the text in memory.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
