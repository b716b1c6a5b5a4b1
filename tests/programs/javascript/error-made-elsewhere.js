function notFound(id) {
  const error = new Error(`no user ${id}`);
  error.status = 404;
  return error;
}
const users = { 1: "ann" };
function get(id) {
  if (!users[id]) throw notFound(id);
  return users[id];
}
console.log(get(1));
console.log(get(2));
