class Node {
  constructor(key, value) {
    this.key = key;
    this.value = value;
    this.prev = null;
    this.next = null;
  }
}

class LRUCache {
  #capacity;
  constructor(capacity) {
    this.#capacity = capacity;
    this.map = new Map();
    this.head = new Node(null, null);
    this.tail = new Node(null, null);
    this.head.next = this.tail;
    this.tail.prev = this.head;
  }
  _remove(node) {
    node.prev.next = node.next;
    node.next.prev = node.prev;
  }
  _addFront(node) {
    node.next = this.head.next;
    node.prev = this.head;
    this.head.next.prev = node;
    this.head.next = node;
  }
  get(key) {
    if (!this.map.has(key)) return -1;
    const n = this.map.get(key);
    this._remove(n);
    this._addFront(n);
    return n.value;
  }
  put(key, value) {
    if (this.map.has(key)) this._remove(this.map.get(key));
    const n = new Node(key, value);
    this.map.set(key, n);
    this._addFront(n);
    if (this.map.size > this.#capacity) {
      const last = this.tail.prev;
      this._remove(last);
      this.map.delete(last.key);
    }
  }
  get size() { return this.map.size; }
}

const c = new LRUCache(2);
console.log(c);
c.put(1, 'one');
c.put(2, 'two');
console.log(c.get(1));
c.put(3, 'three');
console.log(c.get(2), c.size);
console.log(c);
console.log([...c.map.keys()]);
console.log(c.map.entries());
console.dir(c, { depth: 0 });
