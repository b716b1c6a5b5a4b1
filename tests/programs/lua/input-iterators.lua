-- Lines by an iterator, of the standard input in three spellings, and of a file.
local first = true
for line in io.lines() do
  print("first loop", line)
  if line == "" then break end
end
for line in io.stdin:lines("L") do
  io.write("with its end: ", line)
  if line:find("stop") then break end
end
for a, b in io.lines(nil, "n", "n") do
  print("pair", a, b)
end
print(io.type(io.stdin), io.type(io.stdout), io.type("no"), io.input() == io.stdin, io.output() == io.stdout)
print((tostring(io.stdin):gsub("0x%x+", "0x")), type(io.stderr))
