function twoSum(numbers, target) {
  const seen = new Map();
  for (const [index, number] of numbers.entries()) {
    if (seen.has(target - number)) return [seen.get(target - number), index];
    seen.set(number, index);
  }
  return null;
}

console.log(twoSum([2, 7, 11, 15], 9));
console.log(twoSum([3, 2, 4], 6), twoSum([1], 2));
