console.log("before");
Promise.reject(new TypeError("nobody handles it"));
console.log("after");
