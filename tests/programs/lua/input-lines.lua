-- The usual judge's input: how many cases, then a line of numbers each.
local t = tonumber(io.read())
for case = 1, t do
  local n = tonumber(io.read("*l"))
  local numbers, sum = {}, 0
  for word in io.read("l"):gmatch("%S+") do
    numbers[#numbers + 1] = tonumber(word)
    sum = sum + numbers[#numbers]
  end
  assert(#numbers == n)
  io.write("Case #", case, ": ", sum, " ", math.max(table.unpack(numbers)), "\n")
end
print(io.read(), io.read("n"), io.read("L"))
