// What a page is told, whatever it shows of it.
import type { Person } from "./people";

/** All that a page is told from now on, by requests and by new sockets. */
export function hears(person: Person): string[] {
  const heard: string[] = [];
  person.page.on("websocket", (socket) => {
    socket.on("framereceived", ({ payload }) => heard.push(payload.toString()));
  });
  person.page.on("response", (response) => {
    const isOfApi = response.url().includes("/api/");
    if (isOfApi) void response.text().then((text) => heard.push(text), String); // or the page has gone on
  });
  return heard;
}
