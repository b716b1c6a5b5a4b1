class Account {
  private readonly entries: number[] = [];
  static made = 0;

  constructor(
    public readonly owner: string,
    private balance = 0,
    note?: string,
  ) {
    Account.made += 1;
    if (note) this.entries.push(note.length);
  }

  add(amount: number): this {
    this.balance += amount;
    this.entries.push(amount);
    return this;
  }
}

class Savings extends Account {
  interest = "yearly";
  constructor(
    owner: string,
    protected rate: number,
  ) {
    super(owner, 10);
  }
}

console.log(new Account("Ann", 5, "new").add(3));
console.log(new Savings("Bob", 0.02), Object.keys(new Savings("Cyd", 0.01)), Account.made);
const Point = class {
  label = "p";
  constructor(public x: number, public y: number) {}
};
console.log(new Point(1, 2), JSON.stringify(new Point(3, 4)));
