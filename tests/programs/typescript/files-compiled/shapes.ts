export namespace Shapes {
  export let made = 0;
  export class Shape {
    constructor(readonly name: string) {
      made += 1;
    }
  }
}
