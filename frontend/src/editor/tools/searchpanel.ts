// The panel above the code that finds and replaces: in one row where there is room, with how many matches there are.
import {
  closeSearchPanel,
  findNext,
  findPrevious,
  getSearchQuery,
  replaceAll,
  replaceNext,
  SearchQuery,
  setSearchQuery,
} from "@codemirror/search";
import { EditorView, type Panel, runScopeHandlers, type ViewUpdate } from "@codemirror/view";

/** Of a text with more matches than anybody steps through it says that there are more. */
const COUNTED_MAX = 999;

export function searchPanel(view: EditorView): Panel {
  const say = (text: string, ...inserted: unknown[]) => view.state.phrase(text, ...inserted);
  const field = (name: "search" | "replace", label: string) => {
    const input = made("input", { name, placeholder: say(label), value: getSearchQuery(view.state)[name] });
    input.setAttribute("aria-label", say(label));
    input.className = "cm-textfield";
    input.oninput = commit;
    return input;
  };
  const button = (label: string, title: string, press: () => void) => {
    const one = made("button", { type: "button", className: "cm-button", textContent: label, title, onclick: press });
    one.setAttribute("aria-label", title);
    return one;
  };
  const choice = (key: "caseSensitive" | "wholeWord" | "regexp", label: string, title: string) => {
    const one = button(label, title, () => {
      const isOn = one.getAttribute("aria-pressed") !== "true";
      one.setAttribute("aria-pressed", String(isOn));
      commit();
    });
    one.setAttribute("aria-pressed", String(getSearchQuery(view.state)[key]));
    return one;
  };
  const isOn = (one: HTMLElement) => one.getAttribute("aria-pressed") === "true";

  const found = field("search", "Find");
  found.setAttribute("main-field", "true");
  const replaced = field("replace", "Replace");
  const cased = choice("caseSensitive", "Aa", say("match case"));
  const whole = choice("wholeWord", "ab", say("by word"));
  const regexp = choice("regexp", ".*", say("regexp"));
  const count = made("output", { className: "cm-search-count" });

  function commit(): void {
    const query = new SearchQuery({
      search: found.value,
      replace: replaced.value,
      caseSensitive: isOn(cased),
      wholeWord: isOn(whole),
      regexp: isOn(regexp),
    });
    if (!query.eq(getSearchQuery(view.state))) view.dispatch({ effects: setSearchQuery.of(query) });
  }
  const show = () => {
    const { at, total } = matchesOf(view);
    const query = getSearchQuery(view.state);
    count.textContent = !query.search
      ? ""
      : !query.valid
        ? say("not a regular expression")
        : total > COUNTED_MAX
          ? say("more than $", COUNTED_MAX)
          : total === 0
            ? say("no matches")
            : say("$1 of $2", at || "–", total);
    found.classList.toggle("is-empty", query.search !== "" && total === 0);
  };
  /** Another way of asking than by this panel: a selection, Ctrl+F again. */
  const adopt = ({ search, replace }: SearchQuery) => {
    if (found.value !== search) found.value = search;
    if (replaced.value !== replace) replaced.value = replace;
  };

  const dom = made("div", { className: "cm-search" });
  const row = (...parts: HTMLElement[]) => {
    const one = made("div", { className: "cm-search-row" });
    one.append(...parts);
    dom.append(one);
    return one;
  };
  row(
    found,
    ...[cased, whole, regexp],
    count,
    button("↑", say("previous"), () => findPrevious(view)),
    button("↓", say("next"), () => findNext(view)),
    button("×", say("close"), () => closeSearchPanel(view)),
  );
  const replacing = row(
    replaced,
    button(say("replace"), say("replace"), () => replaceNext(view)),
    button(say("replace all"), say("replace all"), () => replaceAll(view)),
  );
  /** Only where something can be replaced. */
  const offer = () => {
    if (!view.state.readOnly) dom.append(replacing);
    else {
      if (replacing.contains(document.activeElement)) found.focus();
      replacing.remove();
    }
  };
  offer();
  dom.onkeydown = (event) => {
    const isEnter = event.key === "Enter";
    if (runScopeHandlers(view, event, "search-panel")) event.preventDefault();
    else if (isEnter && event.target === found) {
      event.preventDefault();
      (event.shiftKey ? findPrevious : findNext)(view);
    } else if (isEnter && event.target === replaced) {
      event.preventDefault();
      replaceNext(view);
    }
  };
  show();
  return {
    dom,
    top: true,
    mount: () => found.select(),
    update: (update: ViewUpdate) => {
      const asked = update.transactions.flatMap(({ effects }) => effects.filter((effect) => effect.is(setSearchQuery)));
      if (update.startState.readOnly !== update.state.readOnly) offer();
      for (const { value } of asked) adopt(value as SearchQuery);
      if (asked.length > 0 || update.docChanged || update.selectionSet) show();
    },
  };
}

/** How many there are, and which of them is selected, from 1; 0 if none is. */
function matchesOf(view: EditorView): { at: number; total: number } {
  const query = getSearchQuery(view.state);
  let [at, total] = [0, 0];
  if (!query.search || !query.valid) return { at, total };
  const { from, to } = view.state.selection.main;
  const cursor = query.getCursor(view.state);
  for (let next = cursor.next(); !next.done && total <= COUNTED_MAX; next = cursor.next()) {
    total += 1;
    if (next.value.from === from && next.value.to === to) at = total;
  }
  return { at, total };
}

function made<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
): HTMLElementTagNameMap[Name] {
  return Object.assign(document.createElement(name), properties);
}

export const panelLook = EditorView.theme({
  ".cm-selectionMatch": { backgroundColor: "var(--code-match)" },
  ".cm-panels": { backgroundColor: "var(--surface-raised)", color: "var(--text)", fontFamily: "var(--sans)" },
  ".cm-panels.cm-panels-top": { borderBottom: "1px solid var(--line)" },
  ".cm-textfield": {
    backgroundColor: "var(--surface)",
    border: "1px solid var(--line-strong)",
    borderRadius: "4px",
    fontSize: "13px",
    padding: "4px 8px",
  },
  ".cm-button": {
    backgroundImage: "none",
    backgroundColor: "var(--surface)",
    border: "1px solid var(--line-strong)",
    borderRadius: "4px",
    fontSize: "13px",
    padding: "4px 8px",
  },
  ".cm-searchMatch": { backgroundColor: "var(--code-find)" },
  ".cm-searchMatch-selected": { outline: "1px solid var(--accent)" },
  ".cm-panel.cm-search": { display: "grid", gap: "4px", padding: "8px 12px", fontSize: "13px" },
  ".cm-search-row": { display: "flex", flexWrap: "wrap", gap: "4px", alignItems: "center" },
  // Over the margins that the editor's own look gives to all that stands in this panel.
  ".cm-panel.cm-search .cm-search-row > *": { margin: "0" },
  ".cm-search-row .cm-textfield": {
    flex: "1 1 160px",
    maxWidth: "320px",
    minWidth: "0",
    minHeight: "32px",
  },
  ".cm-search-row .cm-textfield.is-empty": { borderColor: "var(--danger)" },
  ".cm-search-row .cm-button": { minWidth: "32px", minHeight: "32px", color: "var(--text)" },
  // CodeMirror's own words begin with small letters.
  ".cm-search-row .cm-button:not([aria-pressed])::first-letter": { textTransform: "uppercase" },
  ".cm-search-row .cm-button:hover": { backgroundColor: "var(--surface-hover)" },
  ".cm-search-row .cm-button[aria-pressed=true]": {
    borderColor: "var(--accent)",
    backgroundColor: "var(--accent-soft)",
    color: "var(--accent)",
  },
  ".cm-search-count": {
    minWidth: "72px",
    padding: "0 4px",
    color: "var(--text-soft)",
    fontVariantNumeric: "tabular-nums",
  },
});
