local stack = {}

local function ask(prompt)
  io.write(prompt)
  local answer = io.read()
  return answer
end

local ops = {
  ["+"] = function(a, b) return a + b end,
  ["-"] = function(a, b) return a - b end,
  ["*"] = function(a, b) return a * b end,
  ["/"] = function(a, b)
    if b == 0 then error("division by zero", 0) end
    return a / b
  end,
}

local function show(t, indent)
  indent = indent or ""
  local keys = {}
  for k in pairs(t) do keys[#keys + 1] = k end
  table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
  for _, k in ipairs(keys) do
    if type(t[k]) == "table" then
      print(indent .. k .. ":")
      show(t[k], indent .. "  ")
    else
      print(indent .. tostring(k) .. " = " .. tostring(t[k]))
    end
  end
end

print("RPN calculator")
local n = tonumber(ask("How many expressions? ")) or 1
for i = 1, n do
  local line = ask(i .. "> ")
  local ok, err = pcall(function()
    for token in line:gmatch("%S+") do
      local number = tonumber(token)
      if number then
        table.insert(stack, number)
      else
        local op = ops[token] or error("unknown operator " .. token)
        local b, a = table.remove(stack), table.remove(stack)
        if not a then error("stack is empty", 2) end
        stack[#stack + 1] = op(a, b)
      end
    end
  end)
  if ok then print("= " .. tostring(table.remove(stack))) else print("error: " .. err) stack = {} end
end
local a, b = io.read("n", "n")
print(a, b, math.type(a), math.type(b), a + b)
print(io.read("l"), "[" .. io.read("L") .. "]", io.read(3))
local rest = io.read("a")
print(#rest, (rest:gsub("\n", "/")))
print(io.read("a") == "", io.read("l"), io.read(0))
show({ 1, 2, list = { "a", { deep = true } }, flag = false, [10] = 1.5 })
io.stderr:write("warning: ", 42, "\n")
local name = ask("Your name? ")
print("Hello " .. name)
