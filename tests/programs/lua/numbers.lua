print(math.maxinteger, math.mininteger, math.maxinteger + 1 == math.mininteger, math.huge, -math.huge, 0 / 0 ~= 0 / 0)
print(9007199254740993, 2 ^ 63, math.maxinteger + 0.0, math.maxinteger * 2, 5 // 0.0, -5 // 0.0, 0.0 / 1 == -0.0)
print(pcall(function() return 1 // 0 end))
print(pcall(function() return 1 % 0 end))
print(1 == 1.0, math.type(1), math.type(1.0), math.type("1"), 3 | 0, pcall(function() return 3.5 | 0 end))
print(tostring(1e3), 1e100, 123456789012345678, 0.1 + 0.2, 100 / 3, -0.0, 3.0, 1e15, 123456.789e3)
print(tonumber("0x1p4"), tonumber("  12  "), tonumber("12a"), tonumber("1e"), tonumber("z", 36), tonumber("102", 2), tonumber(""))
print(math.floor(-3.5), math.ceil(-3.5), math.fmod(-7, 3), math.tointeger(5.0), math.tointeger("8"), math.tointeger(5.5))
print(math.max(1, 2.5), math.min(3, -1), math.abs(-5), math.ult(1, -1), math.pi)
print(string.format("%.14g %.3f", math.sqrt(2), math.exp(1)), math.log(8, 2), math.log(100, 10), math.modf(3.7), math.modf(-3))
local function factorial(n) return n <= 1 and 1 or n * factorial(n - 1) end
print(factorial(20), factorial(21), factorial(25.0))
local function gcd(a, b) return b == 0 and a or gcd(b, a % b) end
print(gcd(1071, 462), 7 // 2 * 2 + 7 % 2, 1 << 40, 0xff, 0xffffffffffffffff)
math.randomseed(42)
local first = math.random(1, 1000)
math.randomseed(42)
print(first == math.random(1, 1000), pcall(math.random, 2, 1))
local inside = true
for _ = 1, 1000 do
  local r, d = math.random(), math.random(6)
  inside = inside and r >= 0 and r < 1 and d >= 1 and d <= 6
end
print(inside, math.random(0) ~= nil)
print(10 == "10", 0 == -0, "a" < "b", "Z" < "a", "a" < "B", not nil, nil == false)
print(8 // 3 .. "", 2 ^ 0.5 == math.sqrt(2), 1e308 * 10, 255 // 1 | 0, 7 // 1.0)
