local passed, failed = 0, 0

local function equals(a, b)
  if type(a) ~= "table" or type(b) ~= "table" then return a == b end
  for k, v in pairs(a) do if not (b[k] == v) then return false end end
  for k in pairs(b) do if a[k] == nil then return false end end
  return true
end

local function test(name, fn)
  local ok, err = pcall(fn)
  if ok then
    passed = passed + 1
    print("ok - " .. name)
  else
    failed = failed + 1
    print("not ok - " .. name .. ": " .. tostring(err))
  end
end

local function isBalanced(s)
  local stack, pair = {}, {[")"] = "(", ["]"] = "["}
  for ch in s:gmatch(".") do
    if pair[ch] then
      if table.remove(stack) ~= pair[ch] then return false end
    else
      table.insert(stack, ch)
    end
  end
  return #stack == 0
end

test("balanced", function() assert(isBalanced("([])")) end)
test("unbalanced", function() assert(not isBalanced("(]")) end)
test("open", function() assert(isBalanced("(("), "should be balanced") end)
test("tables", function() assert(equals({1, 2, a = 3}, {1, 2, a = 3})) end)
test("no message", function() assert(1 == 2) end)
test("typo", function() return isBalanced(nil) end)
test("string method", function() local s = 5; return s:upper() end)
test("call a field", function() local t = {}; t.run() end)
test("number", function() return 1 < "2" end)
test("xpcall", function()
  local ok, msg = xpcall(function() error("inner", 0) end, function(m) return "handled " .. m end)
  assert(not ok)
  error(msg)
end)
print(string.rep("-", 20))
print(passed .. " passed, " .. failed .. " failed")
io.stderr:write("there were failures\n")
local closed <close> = setmetatable({}, {__close = function() print("closed") end})
if failed > 0 then os.exit(2) end
print("not reached")
