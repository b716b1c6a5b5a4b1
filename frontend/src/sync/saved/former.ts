// A copy as it was kept before there was one database for all copies: in one of its own (y-indexeddb's form).
import { addUpdate, answer, type Copy, once } from "./copies";

export async function move(former: string, name: string): Promise<void> {
  const request = indexedDB.open(former);
  request.onupgradeneeded = () => request.transaction?.abort(); // another tab has moved it by now
  const db = await answer(request);
  const updates = await answer<Uint8Array[]>(db.transaction("updates").objectStore("updates").getAll());
  db.close();
  const isMoved = await once((stores) => {
    for (const update of updates) addUpdate(stores, name, update);
    stores.copies.put({ name, usedAtMs: Date.now(), isUnsaved: true, isRefused: false } satisfies Copy);
    return true;
  });
  if (isMoved) indexedDB.deleteDatabase(former); // nobody waits: while a tab of before has it open, it stays
}
