// What makes an extension of a grammar of the old kind: loaded with the first of them.
export { StreamLanguage } from "@codemirror/language";
