// As errors were made before classes: what the engine does not know as one.
function ParseError(message, line) {
  this.message = message;
  this.line = line;
  Error.captureStackTrace?.(this, ParseError);
}
ParseError.prototype = Object.create(Error.prototype, { constructor: { value: ParseError } });
ParseError.prototype.name = "ParseError";

function parse(text) {
  text.split("\n").forEach((line, at) => {
    if (!line.includes("=")) throw new ParseError("no = in it", at + 1);
  });
  return text.length;
}

console.log(parse("a=1\nb=2"));
try {
  parse("a=1\n\nb");
} catch (error) {
  console.log(error instanceof Error, String(error), error.line);
  console.log(error);
}
parse("a");
