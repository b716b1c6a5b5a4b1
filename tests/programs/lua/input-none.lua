io.write("Name? ")
local name = io.read()
print(name)
print(io.read("n"), io.read("a"), io.read(0), io.read(5))
for line in io.lines() do print("never", line) end
print(pcall(io.read, "x"))
