(async () => {
  const r = new Response(JSON.stringify({ a: 1 }), { status: 201, headers: { "content-type": "application/json" } });
  console.log(r.status, r.ok, await r.json(), r.headers.get("Content-Type"));
  const h = new Headers({ A: "1" }); h.append("a", "2"); console.log([...h]);
  const b = new Blob(["ab", "c"]); console.log(b.size, await b.text(), b);
  const f = new FormData(); f.append("x", "1"); console.log([...f]);
  console.log(btoa("hi"), atob("aGk="), encodeURIComponent("a b&c"), new TextDecoder().decode(new Uint8Array([226, 130, 172])));
  const rs = new ReadableStream({ start(c) { c.enqueue("q"); c.close(); } }); for await (const x of rs) console.log(x);
})();
