// What makes an extension of a grammar of the old kind: loaded with the first of them.
import { StreamLanguage, type StreamParser } from "@codemirror/language";
import type { Extension } from "@codemirror/state";

export const extensionOf = <S>(parser: StreamParser<S>): Extension => StreamLanguage.define(parser);
