import csv
import io
import json
import pathlib
import sqlite3
import tempfile

shop = sqlite3.connect("shop.db")
shop.execute("CREATE TABLE items (name TEXT, price REAL)")
shop.executemany("INSERT INTO items VALUES (?, ?)", [("pen", 1.5), ("book", 12)])
shop.commit()
print(shop.execute("SELECT name, price FROM items ORDER BY price DESC").fetchall())
path = pathlib.Path("notes.json")
path.write_text(json.dumps({"ñ": [1, None, True]}, ensure_ascii=False))
print(json.loads(path.read_text()), path.exists(), path.stat().st_size)
print(list(csv.DictReader(io.StringIO("a,b\n1,2\n"))))
with tempfile.TemporaryDirectory() as folder:
    (pathlib.Path(folder) / "x").write_text("y")
    print([p.name for p in pathlib.Path(folder).iterdir()])
