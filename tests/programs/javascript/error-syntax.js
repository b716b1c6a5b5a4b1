const total = [1, 2, 3].reduce((sum, x) => sum + x, 0);
const answer = total +* 2;
console.log(answer);
