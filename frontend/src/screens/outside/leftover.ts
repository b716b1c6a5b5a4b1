// What this browser still has of a session that is over. Loads Yjs only where there is something.
import {
  asideOf,
  type CopyName,
  copyOf,
  forget,
  moveFormer,
  once,
  removeCopy,
  updatesOf,
} from "../../sync/saved/copies";

/** The text, if the server may lack some of it; else this browser's copy is removed, and there is nothing to tell. */
export async function leftOver({ name, former }: CopyName): Promise<string | null> {
  await moveFormer(former, name).catch(() => undefined);
  const updates = await once(async (stores) => {
    if ((await copyOf(stores, name))?.isUnsaved) return updatesOf(stores, name);
    await removeCopy(stores, name);
    return updatesOf(stores, asideOf(name));
  });
  if (!updates || updates.length === 0) return null;
  const { textOf } = await import("./lefttext");
  return textOf(updates);
}

export async function discardLeftOver({ name }: CopyName): Promise<void> {
  await forget(name);
  await forget(asideOf(name));
}
