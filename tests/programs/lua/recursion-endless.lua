local depth = 0
local function down(n)
  depth = depth + 1
  return 1 + down(n + 1)
end
local ok, message = pcall(down, 1)
print(ok, message, depth > 10000)
print(select(2, xpcall(down, function(problem)
  return (debug.traceback(problem):gsub("skipping %d+", "skipping many"))
end, 1)))
print(pcall(string.rep, "x", -1))
error(message, 0)
