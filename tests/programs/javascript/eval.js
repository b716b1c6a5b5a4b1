const calculate = (formula) => Function(`"use strict"; return (${formula})`)();
try {
  console.log(eval("1 + 2"));
} catch (error) {
  console.log(error.name);
}
console.log(calculate("2 * (3 + 4)"));
