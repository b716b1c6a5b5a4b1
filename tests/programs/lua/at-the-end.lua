-- What is left is finalized in reverse order, after the last line, also after an error.
for i = 1, 3 do
  _G["kept" .. i] = setmetatable({}, { __gc = function() print("finalized", i) end })
end
local t <close> = setmetatable({}, { __close = function(_, problem) print("closing", problem) end })
warn("not shown")
warn("@on")
warn("shown ", "in parts")
print("last line")
error("and an error", 0)
