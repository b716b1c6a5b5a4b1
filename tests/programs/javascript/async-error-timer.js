setInterval(() => console.log("never again"), 1000);
setTimeout(function check() {
  const config = undefined;
  console.log(config.name);
}, 5);
