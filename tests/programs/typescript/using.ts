class Lock {
  static held: string[] = [];
  constructor(readonly name: string) {
    Lock.held.push(name);
  }
  [Symbol.dispose](): void {
    Lock.held = Lock.held.filter((name) => name !== this.name);
    console.log("released", this.name, Lock.held);
  }
}

function transfer(amount: number): number {
  using from = new Lock("from");
  using to = new Lock("to");
  if (amount < 0) throw new RangeError(`${from.name} to ${to.name}: ${amount}`);
  console.log("held", Lock.held);
  return amount;
}

console.log(transfer(5));
try {
  transfer(-1);
} catch (error) {
  console.log((error as Error).message);
}
for (const name of ["a", "b"]) {
  using lock = new Lock(name);
  console.log(lock.name);
}
transfer(-2);
