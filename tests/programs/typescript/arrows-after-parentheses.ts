type Handler = (event: string) => string;

const fallback: Handler = (event) => `nobody hears ${event}`;
const handlers: Record<string, Handler> = { open: (event) => `${event}!` };

const handlerOf = (name: string): Handler => (name in handlers ? (handlers[name]) : event => fallback(event));
console.log(handlerOf("open")("open"), "|", handlerOf("close")("close"));

const wrap = (handler: Handler, isLoud: boolean): Handler =>
  isLoud ? (handler(""), handler) : event => handler(event).toLowerCase();
console.log(wrap(fallback, true)("A"), "|", wrap(fallback, false)("B"));

const later = (known?: Handler) => (known ? (known) : async event => `${event} later`);
console.log(later(fallback)("c"));
void (later() as (event: string) => Promise<string>)("d").then(console.log);

const LIMIT = 3;
console.log(LIMIT satisfies number < 5, [1, 5].filter((n) => n satisfies number < LIMIT));
