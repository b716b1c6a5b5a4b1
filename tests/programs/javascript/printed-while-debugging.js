// Matrix, game of life, spiral, sudoku check: debugging output
const grid = Array.from({ length: 5 }, (_, r) => Array.from({ length: 5 }, (_, c) => Number((r === 2) && c > 0 && c < 4)));
const show = (g) => g.map((r) => r.map((c) => (c ? '█' : '·')).join(' ')).join('\n');
const step = (g) => g.map((row, r) => row.map((cell, c) => {
  let n = 0;
  for (let dr = -1; dr <= 1; dr++) for (let dc = -1; dc <= 1; dc++) if (dr || dc) n += g[r + dr]?.[c + dc] ?? 0;
  return +(n === 3 || (cell && n === 2));
}));
console.log(show(grid), '\n');
console.log(step(grid));
function spiral(n) {
  const m = Array(n).fill().map(() => Array(n));
  let [r, c, dr, dc] = [0, 0, 0, 1];
  for (let i = 1; i <= n * n; i++) {
    m[r][c] = i;
    if (m[r + dr]?.[c + dc] !== undefined || r + dr >= n || c + dc >= n || c + dc < 0) [dr, dc] = [dc, -dr];
    r += dr; c += dc;
  }
  return m;
}
console.log(spiral(4));
console.log(spiral(7).map((r) => r.map((x) => String(x).padStart(3)).join('')).join('\n'));
console.table(spiral(3));
console.table({ row1: { a: 1, b: 'x' }, row2: { b: [1, 2], c: { d: 1 } } });
console.table([new Set([1]), 'abc', null, [undefined, () => 1]]);
console.table(5); console.table([]); console.table([[]]); console.table(new Set(['p', 'q']));
console.log([[]], [[], []], [{}], {}, [[[[]]]], [[[[1]]]], { a: {} }, { a: [] }, { a: { b: { c: [] , d: {} } } }, { a: { b: { c: [1] } } });
console.log([1.5, -2.25, 100, 1e-7, 0xff, NaN, Infinity, -0], [1n, 22n, 333n], [true, false, null, undefined]);
console.log(['a', 'bb', 'ccc', 'dddd', 'eeeee', 'ffffff', 'ggggggg', 'hhhhhhhh', 'iiiiiiiii']);
console.log([1, 'a', 2, 'b', 3, 'c', 4, 'd'], Array.from({ length: 30 }, (_, i) => 2 ** i));
console.log(Array.from({ length: 7 }, (_, i) => ({ id: i, sq: i * i })), Array.from({ length: 3 }, () => 'lorem ipsum dolor sit amet'.split(' ')));
console.log(new Array(3), [1, , 3, , ,], Object.assign([1, 2], { extra: true, [-1]: 'neg' }), 'x'.match(/x/), [..."ab"].entries());
console.log(Array(101).fill(0).length, Array(103).fill('ab'), 'y'.repeat(10100).length);
console.log({ s: 'it\'s "q" `b`', n: 'a\nb', long: 'word '.repeat(30), u: '\u0007\u{1F600}\ud800', e: '' });
console.log(['multi\nline', 'a'.repeat(100)], 'top\nlevel', ['']);
console.log(Object.entries({ x: 1, y: [2, { z: 3 }] }), new Map(Object.entries({ m: new Map([['n', new Map([['o', new Map()]])]]) })));
console.log(new Set([[1, 2], { a: new Set([new Set([new Set([1])])]) }]), new Map([[new Map([[1, 2]]), new Set()]]));
console.log([new Int16Array([1, -2]), new Float64Array(2), new ArrayBuffer(4), new DataView(new ArrayBuffer(2)), Buffer.from('é')]);
console.log([new Date(0), /re/g, new Error('in array').message, Symbol('s'), new Number(3), new String('boxed'), new Boolean(false), Object(1n), Object(Symbol('q'))]);
console.log([function () {}, () => {}, async () => {}, function* gen() {}, async function* ag() {}, class {}, class A extends Array {}, Math.max, Math, JSON, globalThis === global, Reflect]);
console.log((function () { return arguments; })(1, 'two'), new (function Legacy() { this.v = 1; })(), new (class extends Object {})(), Object.create({}), Object.create(Array.prototype));
console.log('%s|%s|%s|%s', null, { a: 1 }, [1, [2, [3]]], Symbol('f'), 'tail', { t: 1 });
console.log('%d|%i|%f|%j|%o|%O|%c|%%|%x', '42', 3.9, 'abc', { a: [1] }, { f() {} }, { a: { b: { c: { d: 1 } } } }, 'css', 'rest');
console.log('%s %s', 'only one', -0, 5n, class Foo {}, function bar() {}, new (class Baz { toString() { return 'baz!'; } })());
console.log(`${[1, [2, 3]]} ${{}} ${null} ${() => 1}`, [] + [], [1] * 2, '5' - 2, '5' + 2, true + 1, [10, 1, 5].sort(), parseInt('0x1f'), 0.1 * 3, 1e300 * 1e10);
console.log(Object.getOwnPropertyNames('ab'), Object.keys([4, 5]), { ...'hi' }, { ...[1, 2] }, Array.from(new Map([[1, 2]]).values()));
console.log(spiral(2)[2][0]);
