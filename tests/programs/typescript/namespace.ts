namespace Geometry {
  export const PI = 3;
  export function area(radius: number): number {
    return PI * radius * radius;
  }
  export namespace Inner {
    export const name = "inner";
  }
}

module Old {
  export let count = 0;
}

Old.count += 2;
console.log(Geometry.area(2), Geometry.Inner.name, Old.count);
