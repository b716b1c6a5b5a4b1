export interface Parsed {
  value: number;
}

export function parse(text: string): Parsed {
  const value: number = Number(text);
  if (Number.isNaN(value)) throw new RangeError(`not a number: ${text as string}`);
  return { value };
}
