local t = { 5, 2, 8, 1, 9 }
table.sort(t)
print(table.concat(t, " "))
table.sort(t, function(a, b) return a > b end)
print(table.concat(t, " ", 2, 4))
table.insert(t, 7); table.insert(t, 1, 0)
print(table.remove(t), table.remove(t, 1), table.remove({}), #t)
print(table.unpack(table.move({ 1, 2, 3 }, 1, 3, 2)))
local people = { { name = "Bob", age = 30 }, { name = "Ada", age = 36 }, { name = "Cy", age = 30 } }
table.sort(people, function(a, b)
  if a.age ~= b.age then return a.age < b.age end
  return a.name < b.name
end)
for _, person in ipairs(people) do print(person.name, person.age) end
print(pcall(table.sort, { 3, 1, "x" }))
print(pcall(table.sort, { 1, 2, 3, 4, 5 }, function() return true end))
print(pcall(table.concat, { 1, {}, 3 }))
print(pcall(table.insert, { 1, 2 }, 5, "x"))
print(pcall(table.insert, { 1 }, 1, 2, 3))
print(#"abc", #{ 1, 2, nil }, next({}), next({ 10 }))
local matrix = {}
for i = 1, 3 do
  matrix[i] = {}
  for j = 1, 3 do matrix[i][j] = i * j end
end
for _, row in ipairs(matrix) do print(table.concat(row, "\t")) end
local holes = { 1, 2, nil, 4 }
local seen = 0
for _ in pairs(holes) do seen = seen + 1 end
for i in ipairs(holes) do seen = seen + 10 * i end
print(seen)
local weak = setmetatable({}, { __mode = "k" })
weak[{}] = 1
collectgarbage()
print(next(weak), collectgarbage("count") > 0, collectgarbage("isrunning"))
print(pcall(function() local x = {}; x[nil] = 1 end))
print(pcall(function() local x = {}; x[0 / 0] = 1 end))
print(pcall(next, {}, "nokey"))
print(pcall(ipairs))
local function deepEqual(a, b)
  if type(a) ~= "table" or type(b) ~= "table" then return a == b end
  for k, v in pairs(a) do if not deepEqual(v, b[k]) then return false end end
  for k in pairs(b) do if a[k] == nil then return false end end
  return true
end
print(deepEqual({ 1, { x = 2 } }, { 1, { x = 2 } }), deepEqual({ 1 }, { 1, 2 }))
