type Row = { id: number; tags?: string[] };

const rows: Row[] = [{ id: 1, tags: ["a"] }, { id: 2 }];
const firstTag = (row: Row): string => row.tags![0]!.toUpperCase();

class Table<T> {
  constructor(private readonly rows: readonly T[]) {}
  static of<U>(...rows: U[]): Table<U> {
    return new Table(rows);
  }
  map = <U>(as: (row: T) => U): U[] => this.rows.map((row) => as(row));
  async later<U>(as: (row: T) => U): Promise<U[]> {
    await null;
    return this.map(as);
  }
  get first(): T {
    if (this.rows.length === 0) throw new RangeError("no rows");
    return this.rows[0]!;
  }
}

class Strict {
  constructor(readonly row: Row) {
    [row].forEach((one) => {
      if (!one.tags) throw new TypeError(`row ${one.id} has no tags`);
    });
  }
}

const stackOf = (run: () => unknown): void => {
  try {
    run();
  } catch (error) {
    console.log((error as Error).stack);
  }
};

const table = Table.of(...rows);
stackOf(() => table.map(firstTag));
stackOf(() => Table.of<Row>().first);
stackOf(() => rows.map((row) => new Strict(row)));
stackOf(function named() {
  JSON.parse("{");
});
setTimeout(() => {
  table.later((row) => firstTag(row)).catch((error: Error) => {
    console.log(error.stack);
    Promise.all(rows.map(async (row) => firstTag(row))).catch(({ stack }: Error) => {
      console.log(stack);
      rows.forEach((row) => firstTag(row));
    });
  });
}, 1);
