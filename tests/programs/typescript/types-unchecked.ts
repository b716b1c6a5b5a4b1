const count: number = "five" as unknown as number;
let total: string = 5;
console.log(count, total, missing?.());
declare const missing: undefined | (() => void);
