// Loads this page anew where a part of it is missing. Never into a silence: the browser's own error page tries nothing.
import { inTime } from "../api/client";

/** By itself once: the browser may ask whether to leave the page, and who stays is not asked again. */
let isTried = false;

export async function reload(isWished: boolean): Promise<void> {
  if (isTried && !isWished) return;
  const address = new URL("health", document.baseURI);
  const isThere = await fetch(address, { cache: "no-store", signal: inTime() }).then(
    ({ ok }) => ok,
    () => false,
  );
  if (!isThere) return;
  isTried = true;
  location.reload();
}
