// What a room loads when it has a second file, or when somebody asks for one: a chunk of its own.
export { FilesModel } from "./files.svelte";
