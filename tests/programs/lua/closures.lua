local function counter(start)
  local count = start or 0
  return {
    increment = function(by) count = count + (by or 1); return count end,
    get = function() return count end,
  }
end
local a, b = counter(), counter(10)
a.increment(); a.increment(5); b.increment()
print(a.get(), b.get())

local function memoize(f)
  local cache, hits = {}, 0
  return function(n)
    if cache[n] then hits = hits + 1 else cache[n] = f(n) end
    return cache[n], hits
  end
end
local fib
fib = memoize(function(n) return n < 2 and n or (fib(n - 1)) + (fib(n - 2)) end)
print(fib(80))

local function sum(...)
  local total = 0
  for _, n in ipairs({ ... }) do total = total + n end
  return total, select("#", ...)
end
print(sum(), (sum(1, 2, 3)), sum(1, nil, 3))
print(select(-1, "a", "b", "c"), select(2, "a", "b", "c"))
print(pcall(select, 0))
local packed = table.pack(nil, 2, nil)
print(packed.n, #{ n = 1 }, table.unpack({ 1, 2, 3 }, 2), (table.unpack({ 1, 2 })))

local function compose(...)
  local functions = { ... }
  return function(...)
    local values = table.pack(...)
    for i = #functions, 1, -1 do values = table.pack(functions[i](table.unpack(values, 1, values.n))) end
    return table.unpack(values, 1, values.n)
  end
end
print(compose(math.abs, function(x, y) return x - y end)(3, 10))

local actions = {}
for i = 1, 3 do actions[i] = function() i = i * 10; return i end end
print(actions[1](), actions[1](), actions[3]())

for row = 1, 3 do
  for column = 1, 3 do
    if column == 2 then goto continue end
    if row == 3 then goto done end
    io.write(row, ",", column, " ")
    ::continue::
  end
end
::done::
print()
local n = 3
repeat local square = n * n; n = n - 1; io.write(square, " ") until square < 5
print()
for i = 10, 1, -4 do io.write(i, " ") end
for i = 1.0, 2 do io.write(i, " ") end
print(pcall(function() for i = 1, 10, 0 do end end))
