export interface Point {
  x: number;
  y: number;
}
export type Distance = (a: Point, b: Point) => number;
export const distance: Distance = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);
export default class Line {
  constructor(
    public from: Point,
    public to: Point,
  ) {}
}
console.log(distance({ x: 0, y: 0 }, { x: 3, y: 4 }), new Line({ x: 1, y: 1 }, { x: 2, y: 2 }));
