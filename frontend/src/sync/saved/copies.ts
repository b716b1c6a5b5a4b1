// The database in which this browser keeps copies of texts (IndexedDB): rows of updates, and what is known of each copy.
// Knows no Yjs. A copy is named by its session, never by a link: who looks in here finds no way into an interview.

const DATABASE = "codesala";
/** A copy whose room was not opened for so long is nobody's any more. */
const KEPT_MS = 30 * 86_400_000;

export interface Copy {
  name: string;
  usedAtMs: number;
  /** It holds edits of this browser that the server has not reported saved. */
  isUnsaved: boolean;
  /** The server closed the line over what is in it. */
  isRefused: boolean;
  /** The questions that were shown, with their statements; none in copies of before. */
  questions?: unknown;
}

export interface CopyName {
  /** By its session: the same whichever link was followed. */
  name: string;
  /** By the link, as it was named before. */
  former: string;
}

export interface Stores {
  copies: IDBObjectStore;
  updates: IDBObjectStore;
}

export function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error("IndexedDB"));
    };
  });
}

export async function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("copies", { keyPath: "name" });
    request.result.createObjectStore("updates", { autoIncrement: true }).createIndex("name", "name");
  };
  return answer(request);
}

/** One transaction: all of `work` or nothing, and on this device when it is done. Fails instead of throwing. */
export async function inOneGo<T>(db: IDBDatabase, work: (stores: Stores) => T | Promise<T>): Promise<T> {
  const transaction = db.transaction(["copies", "updates"], "readwrite");
  const done = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => {
      resolve();
    };
    transaction.onabort = () => {
      reject(transaction.error ?? new Error("IndexedDB"));
    };
  });
  const [copies, updates] = [transaction.objectStore("copies"), transaction.objectStore("updates")];
  const worked = (async () => work({ copies, updates }))();
  worked.catch(() => {
    transaction.abort();
  });
  const [result] = await Promise.all([worked, done]);
  return result;
}

/** Of what the server did not take of a copy. */
export const asideOf = (name: string): string => `${name} refused`;

export function copyOf({ copies }: Stores, name: string): Promise<Copy | undefined> {
  return answer<Copy | undefined>(copies.get(name));
}

export async function updatesOf({ updates }: Stores, name: string): Promise<Uint8Array[]> {
  const rows = await answer<{ update: Uint8Array }[]>(updates.index("name").getAll(name));
  return rows.map(({ update }) => update);
}

export function addUpdate({ updates }: Stores, name: string, update: Uint8Array): IDBRequest<IDBValidKey> {
  return updates.add({ name, update });
}

export async function removeUpdates({ updates }: Stores, name: string): Promise<void> {
  for (const key of await answer(updates.index("name").getAllKeys(name))) updates.delete(key);
}

export async function removeCopy(stores: Stores, name: string): Promise<void> {
  stores.copies.delete(name);
  await removeUpdates(stores, name);
}

/** Removes what nobody came back to. */
export async function sweep(stores: Stores, nowMs: number): Promise<void> {
  for (const { name, usedAtMs } of await answer<Copy[]>(stores.copies.getAll())) {
    if (usedAtMs < nowMs - KEPT_MS) await removeCopy(stores, name);
  }
}

/** For who has no copy open. Whatever goes wrong, there is nothing to be done about it. */
export async function once<T>(work: (stores: Stores) => T | Promise<T>): Promise<T | null> {
  try {
    const db = await openDatabase();
    try {
      return await inOneGo(db, work);
    } finally {
      db.close();
    }
  } catch {
    return null;
  }
}

/** At the start of any page. */
export async function sweepNow(): Promise<void> {
  await once((stores) => sweep(stores, Date.now()));
}

export async function forget(name: string): Promise<void> {
  await once((stores) => removeCopy(stores, name));
}

/** As it was kept before there was one database for all: in one of its own, named by the link. It is moved here, once. */
export async function moveFormer(former: string, name: string): Promise<void> {
  const all = await indexedDB.databases();
  if (all.some((database) => database.name === former)) await (await import("./former")).move(former, name);
}
