// What a browser keeps in IndexedDB, as whoever opens its developer tools sees it.
import type { Page } from "@playwright/test";

/** All databases of this browser for this site: their names, and what is in them. */
export const databases = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error("IndexedDB"));
      });
    const all: unknown[] = [];
    for (const { name = "" } of await indexedDB.databases()) {
      const db = await done(indexedDB.open(name));
      for (const store of db.objectStoreNames) {
        const rows = await done(db.transaction(store).objectStore(store).getAll());
        if (rows.length > 0) all.push(name, rows);
      }
      db.close();
    }
    const text = (_key: string, value: unknown) =>
      value instanceof Uint8Array ? new TextDecoder("latin1").decode(value) : value;
    return JSON.stringify(all, text);
  });

/**
 * In the page: no database opens before `answerDatabases()`. Nobody's patience with it ends either: who waits a second
 * for it waits for ever.
 */
export function holdDatabases(): void {
  const open = indexedDB.open.bind(indexedDB);
  const later = window.setTimeout.bind(window);
  const held: (() => void)[] = [];
  indexedDB.open = (name, version) => {
    const request = {} as IDBOpenDBRequest;
    held.push(() => {
      const real = open(name, version);
      for (const event of ["success", "error", "upgradeneeded"] as const)
        real.addEventListener(event, (happened) => {
          for (const name of ["result", "error", "transaction"] as const)
            Object.defineProperty(request, name, { configurable: true, get: () => real[name] });
          request[`on${event}`]?.(happened as IDBVersionChangeEvent);
        });
    });
    return request;
  };
  Object.assign(window, {
    setTimeout: (work: () => void, ms?: number) => (ms === 1_000 ? 0 : later(work, ms)),
    answerDatabases: () => {
      indexedDB.open = open;
      for (const answer of held.splice(0)) answer();
    },
  });
}
