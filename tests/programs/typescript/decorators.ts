function logged(target: Function, context: ClassMethodDecoratorContext) {
  return function (this: unknown, ...values: unknown[]) {
    console.log(`calling ${String(context.name)} with`, values);
    return target.apply(this, values);
  };
}

function sealed<T extends new (...args: any[]) => object>(Class: T, { name }: ClassDecoratorContext) {
  console.log("class", name);
  return Class;
}

@sealed
class Calculator {
  @logged
  add(a: number, b: number): number {
    return a + b;
  }
}

console.log(new Calculator().add(1, 2));
