interface Row {
  label: string;
  size: unknown;
}

const rows: Row[] = [
  { label: "a", size: 3 },
  { label: "b", size: 9 },
];
const small = rows.filter((row) => row.size as number < 5);
console.log(small);

const byDefault = (x: number) => x + 1;
const choose = (isDouble: boolean) => isDouble ? (byDefault) : x => x * 2;
console.log(choose(true)(5), choose(false)(5));

let at = 0 as any;
while (at as number < 2) at++;
console.log(at);
throw new Error(`at ${at as string}`);
