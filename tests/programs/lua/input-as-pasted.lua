local first = io.read()
local sum = 0
for number in first:gmatch("%d+") do sum = sum + number end
print(#first, sum)
for line in io.lines() do print(#line, (line:gsub("[^\32-\126]", function(c) return ("<%d>"):format(c:byte()) end))) end
