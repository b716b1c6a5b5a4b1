import { Shapes } from "./shapes.js";
import { counted, counts } from "./counted.js";

class Circle extends Shapes.Shape {
  @counted
  area(): number {
    return 3;
  }
}

console.log(new Circle("one").area() + new Circle("two").area(), counts, Shapes.made);
