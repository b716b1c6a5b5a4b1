class Node<T> {
  constructor(
    public value: T,
    public next: Node<T> | null = null,
  ) {}
}

class LinkedList<T> implements Iterable<T> {
  private head: Node<T> | null = null;
  prepend(value: T): this {
    this.head = new Node(value, this.head);
    return this;
  }
  reverse(): this {
    let previous: Node<T> | null = null;
    for (let node = this.head; node; ) {
      const next: Node<T> | null = node.next;
      node.next = previous;
      [previous, node] = [node, next];
    }
    this.head = previous;
    return this;
  }
  *[Symbol.iterator](): Iterator<T> {
    for (let node = this.head; node; node = node.next) yield node.value;
  }
}

const list = new LinkedList<number>().prepend(1).prepend(2).prepend(3);
console.log([...list], [...list.reverse()]);
console.log(list);
