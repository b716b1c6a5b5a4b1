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
