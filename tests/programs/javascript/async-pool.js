const { setTimeout: sleep } = require("timers/promises");

async function pool(tasks, limit) {
  const results = [];
  let next = 0;
  async function worker() {
    while (next < tasks.length) {
      const index = next++;
      results[index] = await tasks[index]();
    }
  }
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}

const tasks = [30, 10, 20].map((ms, i) => async () => {
  await sleep(ms);
  return `task ${i}`;
});

pool(tasks, 2).then(async (results) => {
  console.log(results);
  console.log(await Promise.allSettled([Promise.resolve(1), Promise.reject(new Error("no"))]).then((all) => all.map((one) => one.status)));
  console.log(await Promise.race([sleep(20, "slow"), sleep(5, "fast")]), await Promise.any([Promise.reject(1), sleep(1, "any")]));
});
