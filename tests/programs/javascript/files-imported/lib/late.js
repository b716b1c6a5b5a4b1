console.log("loaded late");
export const late = await Promise.resolve("late");
