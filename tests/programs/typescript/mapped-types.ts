type Getters<T> = { [K in keyof T as `get${Capitalize<string & K>}`]: () => T[K] };
type Partially<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;

function getters<T extends object>(target: T): Getters<T> {
  const made: Record<string, () => unknown> = {};
  for (const key of Object.keys(target) as (keyof T & string)[]) {
    made[`get${key[0]!.toUpperCase()}${key.slice(1)}`] = () => target[key];
  }
  return made as Getters<T>;
}

const person: Partially<{ name: string; age: number }, "age"> = { name: "Ana" };
console.log(getters(person as { name: string; age: number }).getName(), typeof getters);
let tuple: [first: string, second?: number] = ["a"];
console.log(tuple, (<T,>(x: T): T => x)(5), <number>6);
