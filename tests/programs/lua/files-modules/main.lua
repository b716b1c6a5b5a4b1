local stack = require("stack")
local shapes = require("shapes.square")
local init = require("tools")
local s = stack.new()
for line in io.lines("data/words.txt") do s:push(line) end
print(s:pop(), s:pop(), s:size())
print(shapes.area(3), init.name, package.loaded["stack"] == stack)
print(arg[0], #arg, dofile("data/answer.lua"))
for line in io.lines() do print("in", line) end
