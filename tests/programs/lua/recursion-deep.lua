local function depth(n) return n == 0 and 0 or 1 + depth(n - 1) end
print(depth(150000))
local function loop(n) if n == 0 then return "tail calls take no room" end return loop(n - 1) end
print(loop(1000000))
local nested = {}
local inside = nested
for _ = 1, 50000 do inside.x = {}; inside = inside.x end
local function count(t) return t.x and 1 + count(t.x) or 0 end
print(count(nested))
-- Through C, where there is less room: the same on a laptop.
local calls = 0
local function through(text) calls = calls + 1; return (text:gsub(".", through)) end
local ok, message = pcall(through, "x")
print(ok, message:match("C stack overflow"), calls)
calls = 0
local function again() calls = calls + 1; return pcall(again) end
print(again(), calls > 150)
