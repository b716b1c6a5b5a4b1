abstract class Shape {
  constructor(
    protected readonly name: string,
    public sides = 0,
  ) {}
  abstract area(): number;
  describe(): string {
    return `${this.name}: ${this.area().toFixed(1)}`;
  }
}

class Square extends Shape {
  constructor(private side: number) {
    super("square", 4);
  }
  override area(): number {
    return this.side ** 2;
  }
}

const shapes: Shape[] = [new Square(2), new Square(1.5)];
for (const shape of shapes) console.log(shape.describe(), shape.sides);
console.log(shapes[0]);
