// What runs a solution on the server, for one check.
import type { Shelf } from "../../../api/questions";
import { socketAddress } from "../../../app/links";
import { Served } from "../../../panes/question/served";
import type { Program } from "../../../runner/program";
import { openCheck } from "../../../sync/runs/checking";

export function checkOnServer({ libraryId, token }: Shelf, language: string, program: Program): Served {
  const address = `${socketAddress(document.baseURI)}/libraries/${libraryId}/check`;
  const line = openCheck(address, token ?? "", language, program);
  const served = new Served(line);
  served.dispose = line.close;
  return served;
}
