local List = {}
List.__index = List
function List.new() return setmetatable({ size = 0 }, List) end
function List:push(value) self.head = { value = value, next = self.head }; self.size = self.size + 1; return self end
function List:reverse()
  local previous
  local node = self.head
  while node do node.next, previous, node = previous, node, node.next end
  self.head = previous
  return self
end
function List:__tostring()
  local parts, node = {}, self.head
  while node do parts[#parts + 1] = tostring(node.value); node = node.next end
  return "[" .. table.concat(parts, " -> ") .. "]"
end
print(List.new():push(1):push(2):push(3), List.new():push(1):push(2):reverse())

local Heap = {}
Heap.__index = Heap
function Heap.new(less) return setmetatable({ less = less or function(a, b) return a < b end }, Heap) end
function Heap:push(value)
  self[#self + 1] = value
  local i = #self
  while i > 1 and self.less(self[i], self[i // 2]) do
    self[i], self[i // 2] = self[i // 2], self[i]
    i = i // 2
  end
end
function Heap:pop()
  local top = self[1]
  self[1] = self[#self]
  self[#self] = nil
  local i = 1
  while true do
    local least = i
    for child = 2 * i, 2 * i + 1 do
      if child <= #self and self.less(self[child], self[least]) then least = child end
    end
    if least == i then return top end
    self[i], self[least] = self[least], self[i]
    i = least
  end
end

local graph = { A = { B = 7, C = 3 }, B = { D = 1 }, C = { B = 2, D = 8 }, D = {} }
local function dijkstra(source)
  local distance, heap = { [source] = 0 }, Heap.new(function(a, b) return a[1] < b[1] end)
  heap:push({ 0, source })
  while #heap > 0 do
    local d, node = table.unpack(heap:pop())
    if d == distance[node] then
      for neighbour, weight in pairs(graph[node]) do
        if d + weight < (distance[neighbour] or math.huge) then
          distance[neighbour] = d + weight
          heap:push({ d + weight, neighbour })
        end
      end
    end
  end
  return distance
end
local distances = dijkstra("A")
for _, name in ipairs({ "A", "B", "C", "D" }) do print(name, distances[name]) end

local sieve, primes = {}, 0
for i = 2, 200000 do
  if not sieve[i] then
    primes = primes + 1
    for j = i * i, 200000, i do sieve[j] = true end
  end
end
print(primes)
