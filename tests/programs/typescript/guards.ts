type Shape = { kind: "circle"; radius: number } | { kind: "square"; side: number };

const isString = (value: unknown): value is string => typeof value === "string";
function assertNever(value: never): never {
  throw new Error(`unexpected ${JSON.stringify(value)}`);
}
function area(shape: Shape): number {
  switch (shape.kind) {
    case "circle":
      return Math.round(Math.PI * shape.radius ** 2);
    case "square":
      return shape.side ** 2;
    default:
      return assertNever(shape);
  }
}
console.log(area({ kind: "circle", radius: 2 }), [1, "a", null].filter(isString));
area({ kind: "triangle" } as any);
