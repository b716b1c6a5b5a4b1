enum Direction { Up, Down = 5 } namespace Direction { export const of = (name: string) => Direction[name as "Up"]; }
console.log(Direction.of("Down"));
const other = 1; import Short = Direction; console.log(Short.Up, other);
