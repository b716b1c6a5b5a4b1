// Hands the code to the browser as a file.

const FILES: Record<string, string> = {
  python: "main.py",
  javascript: "main.js",
  typescript: "main.ts",
  java: "Main.java",
  cpp: "main.cpp",
};

export function downloadCode(code: string, language: string): void {
  const address = URL.createObjectURL(new Blob([code], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = FILES[language] ?? "code.txt";
  link.click();
  // The browser has taken the file by then; an address that is never released keeps the text in memory.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
