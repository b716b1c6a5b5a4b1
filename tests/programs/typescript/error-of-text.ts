type Step = { name: string; run: () => void };

const steps: Step[] = [
  { name: "read", run: () => console.log("reading") },
  {
    name: "check",
    run: () => {
      throw "nothing to check";
    },
  },
];

for (const { name, run } of steps) {
  console.log(name);
  run();
}
