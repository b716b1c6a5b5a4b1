const cart = [{ price: 3, count: 2 }];

function total(lines) {
  let sum = 0;
  for (const { price, count } of lines) {
    if (count > 0) {
      sum += price * count;
    }}
  }
  return sum;
}

console.log(`{ ${total(cart)} }`);
