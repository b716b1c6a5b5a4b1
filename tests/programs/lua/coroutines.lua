local function producer(items)
  return coroutine.create(function()
    for _, item in ipairs(items) do coroutine.yield(item) end
    return "done"
  end)
end
local p = producer({ "a", "b" })
print(coroutine.resume(p))
print(coroutine.status(p), coroutine.resume(p))
print(coroutine.resume(p))
print(coroutine.status(p), coroutine.resume(p))

local function permutations(list)
  local function permute(n)
    n = n or #list
    if n <= 1 then
      coroutine.yield(table.concat(list, " "))
      return
    end
    for i = 1, n do
      list[n], list[i] = list[i], list[n]
      permute(n - 1)
      list[n], list[i] = list[i], list[n]
    end
  end
  return coroutine.wrap(permute)
end
for p in permutations({ 1, 2, 3 }) do print(p) end

local co
co = coroutine.create(function(a, b)
  print("start", a, b, coroutine.running() == co, coroutine.isyieldable())
  local c = coroutine.yield(a + b)
  local d, e = coroutine.yield(c * 2)
  error("in the coroutine " .. d .. e)
end)
print(coroutine.resume(co, 1, 2))
print(coroutine.resume(co, 10))
print(coroutine.resume(co, "x", "y"))
print(coroutine.resume(co), coroutine.close(co))
print(select(2, coroutine.running()), coroutine.isyieldable(), pcall(coroutine.yield))
print(pcall(coroutine.wrap(function() error("wrapped") end)))

local tasks, log = {}, {}
local function spawn(name, steps)
  tasks[#tasks + 1] = coroutine.wrap(function()
    for i = 1, steps do
      log[#log + 1] = name .. i
      coroutine.yield(true)
    end
  end)
end
spawn("A", 3); spawn("B", 1); spawn("C", 2)
while #tasks > 0 do
  for i = #tasks, 1, -1 do
    if not tasks[i]() then table.remove(tasks, i) end
  end
end
print(table.concat(log, " "))
print(pcall(function() for _ in coroutine.wrap(function() coroutine.yield(pcall(coroutine.yield, 1)) end) do end end))
