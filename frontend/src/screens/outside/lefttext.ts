// The text of a copy, for a page without a room. What makes texts is a part of the room's chunk.
import { textOf } from "../../sync/saved/text";
import Room from "../room/Room.svelte";

void Room;
export { textOf };
