const db = { users: new Map([[1, { name: 'ann', orders: [1, 2] }]]) };
async function getUser(id) {
  const u = db.users.get(id);
  if (!u) throw { code: 404, message: 'no such user', id };
  return u;
}
async function getOrders(id) {
  const u = await getUser(id);
  return u.orders.map((o) => ({ order: o, total: o * 9.99 }));
}
(async function () {
  console.log(await getOrders(1));
  console.log(db);
  console.error('about to fail');
  await getOrders(2);
})();
process.on('exit', (code) => console.log('exit code', code));
