-- Calls a function of the program with the arguments of each case, and writes behind a mark what came of it. Lua reads no
-- JSON: the page writes what is given as Lua does. Programs can change all that is global, so what is needed is kept here.
local given = __GIVEN__
local OWN <const> = "<codesala>"
local MAX_SAFE <const> = 2 ^ 53 - 1
local concat, unpack, format, clock, exit = table.concat, table.unpack, string.format, os.clock, os.exit
local stdout, stderr, pairs, type, tostring, error = io.stdout, io.stderr, pairs, type, tostring, error
local getlocal, traceback, mathtype = debug.getlocal, debug.traceback, math.type
local load, xpcall, rawequal, rawget = load, xpcall, rawequal, rawget

local ESCAPES = { ['"'] = '\\"', ["\\"] = "\\\\" }
local function quoted(text)
  return '"' .. text:gsub('[%c"\\]', function(one) return ESCAPES[one] or format("\\u%04x", one:byte()) end) .. '"'
end

local function number(value)
  if value ~= value then return '"NaN"' end
  if value == 1 / 0 or value == -1 / 0 then return value > 0 and '"Infinity"' or '"-Infinity"' end
  if mathtype(value) == "integer" then
    return (value <= MAX_SAFE and value >= -MAX_SAFE) and tostring(value) or quoted(tostring(value))
  end
  if value % 1 == 0 and (value > MAX_SAFE or value < -MAX_SAFE) then return quoted(format("%.0f", value)) end
  return format("%.17g", value)
end

-- As JSON holds it: what is numbered without a gap is a list.
local function plain(value, above)
  local kind = type(value)
  if kind == "nil" or kind == "boolean" then
    return value == nil and "null" or tostring(value)
  elseif kind == "number" then
    return number(value)
  elseif kind == "string" then
    return quoted(value)
  elseif kind ~= "table" then
    error("a " .. kind .. " cannot be written as JSON, so it cannot be compared", 0)
  end
  local at = above
  while at do
    if rawequal(at.value, value) then error("a table that holds itself cannot be written as JSON", 0) end
    at = at.above
  end
  local inner = { value = value, above = above }
  local list, fields = {}, {}
  for key, one in pairs(value) do
    local text = plain(one, inner)
    fields[#fields + 1] = quoted(tostring(key)) .. ": " .. text
    if mathtype(key) == "integer" then list[key] = text end
  end
  if #list == #fields then return "[" .. concat(list, ", ") .. "]" end
  return "{" .. concat(fields, ", ") .. "}"
end

local function mark(what, took, said)
  stdout:flush()
  stderr:flush()
  stdout:write("\x1e", given.nonce, " ", what, " ", format("%.3f", took * 1000), " ", said, "\n")
  stdout:flush()
end

-- Without the frames that are ours, and those that have no line.
local function traced(problem)
  local text = traceback(tostring(problem), 2):gsub("\n\t%[C%]: [^\n]*", ""):gsub("\n\t" .. OWN .. "[^\n]*", "")
  return text:gsub("\nstack traceback:$", ""):gsub("\n\t%(%.%.%.tail calls%.%.%.%)$", "")
end

local function handled(problem)
  stderr:write(traced(problem), "\n")
  return { message = tostring(problem) }
end

-- What the program declares by these names, also as local ones; it is asked for behind it, in the same chunk.
local function loaded()
  local file <close> = assert(io.open(given.entry, "rb"))
  local text = file:read("a"):gsub("^#[^\n]*", "")
  local fields = {}
  for _, name in pairs(given.names) do
    if load("return " .. name) then fields[#fields + 1] = name .. " = " .. name end
  end
  local name = "@" .. given.entry
  local chunk = load(text .. "\nreturn { " .. concat(fields, ", ") .. " }", name, "t")
  if chunk then return chunk end
  local problem
  chunk, problem = load(text, name, "t")
  if chunk then return chunk end
  stderr:write(problem, "\n")
  exit(1)
end

local ok, declared = xpcall(loaded(), handled)
if not ok then exit(1) end
if type(declared) ~= "table" then declared = {} end

-- The function, and what it is a method of; or one of `Solution`.
local function found(names)
  for _, name in pairs(names) do
    local one = declared[name] or rawget(_G, name)
    if type(one) == "function" and load("return " .. name) then return one end
  end
  local solution = declared.Solution or rawget(_G, "Solution")
  for _, name in pairs(names) do
    local one = type(solution) == "table" and solution[name]
    if type(one) == "function" then
      if getlocal(one, 1) ~= "self" then return one end
      local new = solution.new
      return one, type(new) == "function" and new(solution) or solution
    end
  end
end

mark("ready", 0, "null")
for number = 1, #given.cases do
  local case, began = given.cases[number], clock()
  local isDone, said = xpcall(function()
    local call, self = found(case.names)
    if not call then return '{"missing": true}' end
    local returned
    if self then
      returned = call(self, unpack(case.args, 1, case.count))
    else
      returned = call(unpack(case.args, 1, case.count))
    end
    if case.judged then returned = case.args[case.judged] end
    return '{"value": ' .. plain(returned) .. "}"
  end, handled)
  if not isDone then said = '{"error": ' .. quoted(said.message) .. "}" end
  mark(number - 1, clock() - began, said)
end
