local Vector = {}
Vector.__index = Vector
Vector.__name = "Vector"
function Vector.new(x, y) return setmetatable({ x = x, y = y }, Vector) end
function Vector.__add(a, b) return Vector.new(a.x + b.x, a.y + b.y) end
function Vector.__mul(a, k) return type(k) == "number" and Vector.new(a.x * k, a.y * k) or a.x * k.x + a.y * k.y end
function Vector.__eq(a, b) return a.x == b.x and a.y == b.y end
function Vector.__lt(a, b) return a:length() < b:length() end
function Vector.__le(a, b) return not (b < a) end
function Vector.__unm(a) return Vector.new(-a.x, -a.y) end
function Vector.__len() return 2 end
function Vector.__concat(a, b) return tostring(a) .. tostring(b) end
function Vector.__call(self, factor) return self * factor end
function Vector.__tostring(v) return ("(%g, %g)"):format(v.x, v.y) end
function Vector.__close(v) print("closed", v) end
function Vector:length() return math.sqrt(self.x ^ 2 + self.y ^ 2) end

local a, b = Vector.new(3, 4), Vector.new(1, 2)
print(a + b, a * 2, a * b, -a, #a, a .. b, a(10), a:length())
print(a == b, a == Vector.new(3, 4), a < b, a >= b, rawequal(a, Vector.new(3, 4)))
do
  local first <close> = Vector.new(1, 1)
  local second <close> = Vector.new(2, 2)
  print("in the block")
end
local defaults = setmetatable({}, { __index = function(t, k) t[k] = k .. "!"; return t[k] end })
print(defaults.hello, rawget(defaults, "hello"), rawget(defaults, "bye"))
local locked = setmetatable({}, {
  __newindex = function(_, k) error("attempt to set '" .. k .. "' of a constant table", 2) end,
  __metatable = "locked",
})
print(pcall(function() locked.x = 1 end))
print(getmetatable(locked), pcall(setmetatable, locked, {}))
local ordered = setmetatable({}, { __pairs = function() return function(_, k) return (k or 0) < 3 and (k or 0) + 1 or nil end, nil, nil end })
for k in pairs(ordered) do io.write(k, " ") end
print()
print(pcall(function() return a < 1 end))
print(pcall(function() return {} + 1 end))
print(pcall(function() return #nil end))
print(pcall(function() local t = {}; t.x.y = 1 end))
print(pcall(function() undefinedFunction() end))
print(pcall(function() return ("x").y.z end))
print(pcall(function() return 1 < "2" end))
print(pcall(function() return {} .. "x" end))
local counts = setmetatable({}, { __index = function() return 0 end })
for letter in ("mississippi"):gmatch(".") do counts[letter] = counts[letter] + 1 end
print(counts.m, counts.i, counts.s, counts.p, counts.z)
