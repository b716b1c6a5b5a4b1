local function risky(n)
  if n == 1 then error("with a place") end
  if n == 2 then error("without", 0) end
  if n == 3 then error("the caller's place", 2) end
  if n == 4 then local x = nil; return x.field end
  if n == 5 then assert(false) end
  if n == 6 then assert(nil, "the assertion's text") end
  if n == 7 then assert(false, 7) end
  return "fine", n
end
for n = 1, 8 do print(n, pcall(risky, n)) end
print(assert(1, "unused"), select("#", assert(1, 2, 3)))
print(xpcall(risky, function(message) return "handled: " .. message end, 1))
print(xpcall(risky, debug.traceback, 2))
print(pcall(pcall), pcall(pcall, error, "x"))
local ok, message = xpcall(function() error("first") end, function() error("in the handler") end)
print(ok, (tostring(message):gsub("stack overflow.*", "")))
local function try(f, catch, finally)
  local result = table.pack(pcall(f))
  if not result[1] and catch then catch(result[2]) end
  if finally then finally() end
end
try(function() error("oh no", 0) end, print, function() print("finally") end)
print(debug.traceback("here", 1))
print(load("return 1 +"))
print(load("x ="))
print(load("return ...", "named")(5))
local env = {}
print(load("y = 1; return y", "chunk", "t", env)(), env.y, y)
print(pcall(load("error('in a chunk')", "=chunk")))
print(pcall(load("local a\nerror('in a string')")))
local parts = { "return ", "6 ", "* 7" }
print(load(function() return table.remove(parts, 1) end)())
print(dofile == nil, loadstring, unpack, table.getn, setfenv, _VERSION)
