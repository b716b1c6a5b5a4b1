-- What is left of a line after a number is still there, its line end too.
local a, b = io.read("n", "n")
print(a + b, math.type(a), math.type(b))
print(string.format("%q", io.read("l")))
print(string.format("%q", io.read("L")))
print(io.read("n", "n", "n"))
print(io.read("l"))
print(io.read("n"), io.read("l"))
print(io.read(3), io.read(0), io.read(100), io.read(0), io.read("a"), io.read("l"))
