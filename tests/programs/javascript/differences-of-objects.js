const isObject = (v) => typeof v === 'object' && v !== null;

function diff(before, after, path = []) {
  if (Object.is(before, after)) return [];
  if (!isObject(before) || !isObject(after) || Array.isArray(before) !== Array.isArray(after)) {
    return [{ op: 'replace', path: path.join('.'), from: before, to: after }];
  }
  const changes = [];
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const where = [...path, key];
    if (!(key in after)) changes.push({ op: 'remove', path: where.join('.'), from: before[key] });
    else if (!(key in before)) changes.push({ op: 'add', path: where.join('.'), to: after[key] });
    else changes.push(...diff(before[key], after[key], where));
  }
  return changes;
}

const before = {
  id: 7,
  name: 'Widget',
  price: 9.99,
  tags: ['new', 'sale'],
  dims: { w: 1, h: { value: 2, unit: 'cm' } },
  stock: null,
  notes: undefined,
  when: new Date('2024-01-02T03:04:05Z'),
};
const after = {
  ...before,
  price: 12.5,
  tags: ['new', 'hot', 'last'],
  dims: { w: 1, h: { value: 3, unit: 'cm', approx: true }, d: 4 },
  stock: 10,
  extra: new Map([['k', { deep: [1, { deeper: [2, { deepest: 3 }] }] }]]),
  big: 12n,
};
delete after.name;

const changes = diff(before, after);
console.log(changes);
console.table(changes);
for (const { op, path, ...rest } of changes) console.log(op.padEnd(8), path, rest);
console.log(JSON.stringify(changes.filter((c) => c.op !== 'add'), null, '--'));

const a = { name: 'a', list: [] };
const b = { name: 'b', a };
a.b = b;
a.list.push(a, b, [a]);
console.log(a);
console.log(new Map([['a', a], [a, 'a']]));
const weird = Object.create({ inherited: 1 }, { hidden: { value: 2 }, shown: { value: 3, enumerable: true } });
console.log(weird, 'inherited' in weird, JSON.stringify(weird));
try {
  JSON.stringify(after);
} catch (err) {
  console.log(`${err.name}: ${err.message}`);
}
try {
  JSON.stringify(b);
} catch (err) {
  console.log(err.message);
}
console.log(diff(a, { ...a, list: a.list.slice() }));
console.log(JSON.stringify({ changes: before, again: a }));
