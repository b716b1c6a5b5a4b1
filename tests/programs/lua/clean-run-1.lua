-- Spoils what it can reach; clean-run-2 uses it.
print("spoiling")
left = "left"
local file = assert(io.open("left.txt", "w"))
file:write("left")
file:close()
package.loaded.left = "left"
math.randomseed(1)
string.upper = function() return "spoiled" end
getmetatable("").__index = function() return function() return "spoiled" end end
setmetatable(_G, {__index = function() return "spoiled" end})
table.concat, ipairs, tostring = nil, nil, nil
io.stdin:close()
io.output():flush()
print = function() io.stderr:write("spoiled\n") end
print("unseen")
