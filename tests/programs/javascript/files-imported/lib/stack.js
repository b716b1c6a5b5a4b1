export const VERSION = 2;
export default class Stack {
  items = [];
  push(item) {
    this.items.push(item);
    return this;
  }
}
export { sizeOf };
function sizeOf(stack) {
  return stack.items.length;
}
