const { Worker, isMainThread } = require("worker_threads");
console.log(isMainThread);
try {
  require("./other");
} catch (error) {
  console.log(error.code);
}
const express = (() => {
  try {
    return require("express");
  } catch {
    return null;
  }
})();
console.log(express);
