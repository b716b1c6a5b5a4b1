// A tiny spreadsheet: A1 style cells, formulas with references and SUM(range)
class CycleError extends Error {
  name = 'CycleError';
  constructor(path) {
    super(`cycle: ${path.join(' -> ')}`);
    this.path = path;
  }
}

class Sheet {
  cells = {};
  cache = new Map();

  set(ref, raw) {
    this.cells[ref] = raw;
    this.cache.clear();
  }

  get(ref, path = []) {
    if (path.includes(ref)) throw new CycleError([...path, ref]);
    if (this.cache.has(ref)) return this.cache.get(ref);
    const raw = this.cells[ref];
    let value;
    if (raw === undefined) value = 0;
    else if (typeof raw === 'string' && raw.startsWith('=')) value = this.eval(raw.slice(1), [...path, ref]);
    else value = isNaN(raw) ? raw : Number(raw);
    this.cache.set(ref, value);
    return value;
  }

  range(from, to) {
    const [c1, r1] = [from.charCodeAt(0), +from.slice(1)];
    const [c2, r2] = [to.charCodeAt(0), +to.slice(1)];
    const refs = [];
    for (let r = r1; r <= r2; r++) for (let c = c1; c <= c2; c++) refs.push(String.fromCharCode(c) + r);
    return refs;
  }

  eval(expr, path) {
    const summed = expr.replace(/SUM\((\w\d+):(\w\d+)\)/g, (_, a, b) =>
      this.range(a, b).reduce((s, ref) => s + this.get(ref, path), 0),
    );
    const flat = summed.replace(/[A-Z]\d+/g, (ref) => this.get(ref, path));
    if (!/^[\d\s.+\-*/()e]+$/.test(flat)) throw new SyntaxError(`#BAD ${expr} (${flat})`);
    const ops = { '+': (a, b) => a + b, '-': (a, b) => a - b, '*': (a, b) => a * b, '/': (a, b) => a / b };
    const tokens = flat.match(/\d+(\.\d+)?|[+\-*/]/g);
    let acc = Number(tokens[0]);
    for (let i = 1; i < tokens.length; i += 2) acc = ops[tokens[i]](acc, Number(tokens[i + 1]));
    return acc;
  }

  print(cols, rows) {
    console.log('     ' + [...cols].map((c) => c.padStart(8)).join(''));
    for (let r = 1; r <= rows; r++) {
      const line = [...cols].map((c) => {
        try {
          const v = this.get(c + r);
          return (typeof v === 'number' ? v.toFixed(2) : v).padStart(8);
        } catch (e) {
          return `#${e.constructor.name.slice(0, 5)}`.padStart(8);
        }
      });
      console.log(String(r).padStart(3), '|' + line.join(''));
    }
  }
}

const sheet = new Sheet();
Object.entries({ A1: '10', A2: '2.5', A3: '=A1*A2', B1: 'label', B2: '=SUM(A1:A3)', B3: '=B2/3', C1: '=C2', C2: '=C3+1', C3: '=C1', D1: '=B1+1' })
  .forEach(([k, v]) => sheet.set(k, v));
sheet.print('ABCDE', 3);
console.log(sheet);
console.table([...sheet.cache].map(([cell, value]) => ({ cell, value })));
try { sheet.get('C1'); } catch (e) { console.log(e.message, e.path, Object.keys(e)); console.log(String(e), e instanceof CycleError); }
console.error(sheet.get('A3'), sheet.get('Z9'));
sheet.set('A1', '=D1');
sheet.get('B3');
