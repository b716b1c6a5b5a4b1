function readConfig(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    console.log("config is broken:", error.message);
    throw error;
  }
}
console.log(readConfig('{"port": 80}'));
console.log(readConfig('{"port": eighty}'));
