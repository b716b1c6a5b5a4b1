enum Direction {
  Up = 1,
  Down,
  Left = Down * 2,
}
enum Colour {
  Red = "RED",
  Green = "GREEN",
}
const enum Size {
  Small,
  Large = 10,
}
console.log(Direction.Down, Direction[2], Direction.Left, Colour.Green, Size.Large);
console.log(Object.values(Colour), Direction);
