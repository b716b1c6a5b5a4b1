// The libraries that this browser opened by their links, newest first. Their tokens are kept as a host's are.
import type { Shelf } from "../api/questions";

const KEPT = "codesala.libraries";
const KEPT_MAX = 20;

export const SAMPLES: Shelf = { libraryId: "samples", name: "", token: null };

export function knownShelves(): Shelf[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    return Array.isArray(found) ? found.filter(isShelf) : [];
  } catch {
    return [];
  }
}

export function rememberShelf(shelf: Shelf): void {
  try {
    const others = knownShelves().filter(({ libraryId }) => libraryId !== shelf.libraryId);
    localStorage.setItem(KEPT, JSON.stringify([shelf, ...others].slice(0, KEPT_MAX)));
  } catch {
    // opened anew by its link
  }
}

/** Only its link opens it again. */
export function forgetShelf(wanted: string): void {
  try {
    localStorage.setItem(KEPT, JSON.stringify(knownShelves().filter(({ libraryId }) => libraryId !== wanted)));
  } catch {
    // there is none to forget
  }
}

/** What stands at the end of a library's link. */
export const tokenIn = (link: string): string | null => /([\w-]{22})\/?$/.exec(link.trim())?.[1] ?? null;

/** The library that an address is of: a token, or the id of one that this browser knows. */
export const libraryIn = (address: string, base: string): string | null =>
  address.startsWith(`${base}l/`) ? (/^([\w-]+)\/?(?:[?#]|$)/.exec(address.slice(base.length + 2))?.[1] ?? null) : null;

function isShelf(value: unknown): value is Shelf {
  const { libraryId, name, token } = Object(value) as Record<string, unknown>;
  return typeof libraryId === "string" && typeof name === "string" && typeof token === "string";
}
