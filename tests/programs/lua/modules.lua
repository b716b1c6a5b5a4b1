local string2 = require("string")
print(string2 == string, require("math").pi == math.pi, package.loaded.table == table)
package.preload.shapes = function(name, extra)
  local M = {}
  function M.area(r) return ("%.2f"):format(math.pi * r ^ 2) end
  print("loading", name, extra)
  return M
end
local shapes = require("shapes")
print(shapes.area(2), require("shapes") == shapes)
local file = assert(io.open("stack.lua", "w"))
file:write("local Stack = {}\nfunction Stack.new() return { n = 0 } end\nprint('stack', ...)\nreturn Stack\n")
file:close()
print(require("stack").new().n, select(2, require("stack")))
print(dofile("stack.lua").new().n, pcall(dofile, "missing.lua"))
print(loadfile("missing.lua"))
os.remove("stack.lua")
print(utf8.char(72, 228, 8364, 128512), utf8.codepoint("ä€", 1, -1), utf8.len("\xff"), utf8.offset("aä€", 3))
for position, code in utf8.codes("añ€") do io.write(position, "=", code, " ") end
print(#utf8.charpattern, pcall(utf8.codepoint, "\xff"))
print(string.pack("<i4", 100):byte(1, -1))
print(string.unpack("<i4", string.pack("<i4", -2)))
print(string.packsize("i4i8"), #string.dump(function() end) > 0)
print(next(_G) ~= nil, _G._G == _G, type(_ENV), rawlen({ 1, 2 }), rawequal("a", "a"))
local info = debug.getinfo(1, "Sl")
print(info.short_src, info.source, info.currentline, info.what)
