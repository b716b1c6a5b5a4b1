import bz2
import gzip
import io
import lzma
import zipfile

DATA = b"hello " * 100
for module in (gzip, bz2, lzma):
    with module.open("data.z", "wb") as file:
        file.write(DATA)
    with module.open("data.z", "rb") as file:
        print(module.__name__, file.read() == DATA)
    with module.open("data.z", "rt") as file:
        print(len(file.read()), module.decompress(module.compress(DATA)) == DATA)
memory = io.BytesIO()
with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("data.txt", DATA)
print(zipfile.ZipFile(memory).read("data.txt") == DATA)
