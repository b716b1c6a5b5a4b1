interface Container<T> {
  readonly size: number;
  push(item: T): this;
  pop(): T | undefined;
}

class Stack<T> implements Container<T> {
  private items: T[] = [];
  get size(): number {
    return this.items.length;
  }
  push(item: T): this {
    this.items.push(item);
    return this;
  }
  pop(): T | undefined {
    return this.items.pop();
  }
}

const stack = new Stack<number>().push(1).push(2);
console.log(stack.pop(), stack.size, stack.pop(), stack.pop() ?? "empty");
