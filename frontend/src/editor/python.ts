// Python, without what its grammar brings for completion (tools/pythonwords.ts).
export { pythonLanguage } from "@codemirror/lang-python";
