function parse(text) {
  return JSON.parse(text);
}

function fail(list) {
	return list.map((item) => {
		throw new RangeError("out of range: " + item);
	});
}

try {
  parse("[1, 2");
} catch (error) {
  console.log(error.name, error instanceof SyntaxError);
}
fail([7]);
