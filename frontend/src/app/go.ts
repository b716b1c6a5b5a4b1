// Shows another place of the page, or this one anew, as a click on a link would, but without loading the page again.

export function go(address: string): void {
  if (address !== location.href) history.pushState(null, "", address);
  window.dispatchEvent(new PopStateEvent("popstate"));
}
