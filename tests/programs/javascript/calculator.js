'use strict';
const TOKEN = /\s*(?:(?<num>\d+(?:\.\d*)?|\.\d+)|(?<id>[a-z_]\w*)|(?<op>\*\*|[-+*\/%^(),=]))/iy;

function* tokenize(src) {
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < src.length) {
    const at = TOKEN.lastIndex;
    const m = TOKEN.exec(src);
    if (!m) throw new SyntaxError(`Unexpected character '${src[at]}' at ${at}`);
    const [type, text] = Object.entries(m.groups).find(([, v]) => v !== undefined);
    yield { type, text, at };
  }
  yield { type: 'end', text: '', at: src.length };
}

class Parser {
  static PRECEDENCE = { '+': 1, '-': 1, '*': 2, '/': 2, '%': 2, '**': 3, '^': 3 };
  #tokens;
  #i = 0;
  constructor(src) { this.#tokens = [...tokenize(src)]; }
  get peek() { return this.#tokens[this.#i]; }
  next() { return this.#tokens[this.#i++]; }
  expect(text) {
    const t = this.next();
    if (t.text !== text) throw new SyntaxError(`Expected ${text} but got ${t.text || 'the end'} at ${t.at}`);
  }
  parse() {
    const node = this.expression(0);
    if (this.peek.type !== 'end') throw new SyntaxError(`Unexpected ${JSON.stringify(this.peek)}`);
    return node;
  }
  expression(min) {
    let left = this.unary();
    for (;;) {
      const p = Parser.PRECEDENCE[this.peek.text];
      if (!p || p < min) return left;
      const { text: op } = this.next();
      left = { op, left, right: this.expression(op === '**' || op === '^' ? p : p + 1) };
    }
  }
  unary() {
    const t = this.next();
    if (t.text === '-') return { op: 'neg', arg: this.unary() };
    if (t.text === '(') { const n = this.expression(0); this.expect(')'); return n; }
    if (t.type === 'num') return { num: parseFloat(t.text) };
    if (t.type === 'id') {
      if (this.peek.text !== '(') return { name: t.text };
      this.next();
      const args = [this.expression(0)];
      while (this.peek.text === ',') { this.next(); args.push(this.expression(0)); }
      this.expect(')');
      return { call: t.text, args };
    }
    throw new SyntaxError(`Unexpected ${t.text || 'end of input'} at ${t.at}`);
  }
}

const evaluate = (n, env) => {
  if ('num' in n) return n.num;
  if ('name' in n) { if (!(n.name in env)) throw new ReferenceError(`${n.name} is not defined`); return env[n.name]; }
  if (n.call) return env[n.call](...n.args.map((a) => evaluate(a, env)));
  if (n.op === 'neg') return -evaluate(n.arg, env);
  const [a, b] = [evaluate(n.left, env), evaluate(n.right, env)];
  switch (n.op) { case '+': return a + b; case '-': return a - b; case '*': return a * b; case '/': return a / b; case '%': return a % b; default: return a ** b; }
};

const env = { __proto__: null, pi: Math.PI, max: Math.max, sqrt: Math.sqrt, x: 4 };
console.log([...tokenize('1+x')]);
console.log(new Parser('2 + 3 * (4 - 1) ** 2').parse());
console.log(env);
for (const src of ['1 + 2 * 3', '-2 ** 2', '2 ^ 3 ^ 2', 'max(1, x, 3) / 0', '10 % 4 - sqrt(x)', '(1 + 2', '3 $ 4', '1 2', 'y + 1', '', '0.1 + 0.2', '-0 * 1']) {
  try { console.log(src.padEnd(20), '=>', evaluate(new Parser(src).parse(), env)); } catch (e) { console.log(src.padEnd(20), '!!', `${e}`); }
}
total = evaluate(new Parser('1 + 1').parse(), env);
