console.log("effect");
export {};
