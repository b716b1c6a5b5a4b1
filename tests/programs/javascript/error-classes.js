class ValidationError extends Error {
  constructor(message, field) {
    super(message);
    this.name = "ValidationError";
    this.field = field;
  }
}

const wrapped = new Error("could not save", { cause: new ValidationError("too long", "title") });
console.log(wrapped.cause.field, `${wrapped.cause}`);
try {
  null.x;
} catch ({ message }) {
  console.log(message);
}
console.log({ error: new Error("inside").message });
throw new ValidationError("is empty", "name");
