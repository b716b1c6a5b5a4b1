const name: string = "x";
const greeting: string = `${name}${""}`;
class Box<T> {
  constructor(private readonly value: T) {}
  fail(): never { const reason: string = greeting; throw new TypeError(`bad ${reason}`); }
}
new Box<number>(1).fail();
