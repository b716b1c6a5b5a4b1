-- print, io.write, io.read and io.lines on the console, and how a program is run.

local write, read
local buffer = nil -- the rest of a line, after io.read(number)
local is_over = false

local function line(keep_end)
  local text = buffer
  buffer = nil
  if text == nil and not is_over then
    text = read()
    if text == nil then is_over = true end
  end
  if text and keep_end then return text .. "\n" end
  return text
end

local function read_one(format)
  format = type(format) == "string" and format:gsub("^%*", "") or format
  if type(format) == "number" then
    local text = line(true)
    if text == nil then return nil end
    while #text < format do
      local more = line(true)
      if more == nil then break end
      text = text .. more
    end
    buffer = text:sub(format + 1):gsub("\n$", "")
    if buffer == "" then buffer = nil end
    return text:sub(1, format)
  elseif format:sub(1, 1) == "L" then
    return line(true)
  elseif format:sub(1, 1) == "n" then
    local text = line()
    while text and text:match("^%s*$") do text = line() end
    if text == nil then return nil end
    local number, rest = text:match("^%s*([^%s,;]+)(.*)$")
    if rest and rest:match("%S") then buffer = rest end
    return tonumber(number)
  elseif format:sub(1, 1) == "a" then
    local lines = {}
    for text in function() return line(true) end do lines[#lines + 1] = text end
    return table.concat(lines)
  end
  return line()
end

local function read_all(_, ...)
  if select("#", ...) == 0 then return line() end
  local values = table.pack(...)
  for index = 1, values.n do values[index] = read_one(values[index]) end
  return table.unpack(values, 1, values.n)
end

local function writer(stream)
  local file = {}
  function file:write(...)
    for index = 1, select("#", ...) do
      local value = select(index, ...)
      local kind = type(value)
      if kind ~= "string" and kind ~= "number" then
        error(("bad argument #%d to 'write' (string expected, got %s)"):format(index, kind), 2)
      end
      write(stream, tostring(value))
    end
    return self
  end
  function file:flush() return self end
  function file:setvbuf() return true end
  function file:close() return true end
  return file
end

io.stdout, io.stderr = writer("stdout"), writer("stderr")
io.stdin = { read = read_all, lines = function(_, ...)
  local formats = table.pack(...)
  return function() return read_all(nil, table.unpack(formats, 1, formats.n)) end
end }
function io.write(...) return io.stdout:write(...) end
function io.read(...) return read_all(nil, ...) end
local lines_of_file = io.lines
function io.lines(name, ...)
  if name ~= nil then return lines_of_file(name, ...) end
  return io.stdin:lines(...)
end

function print(...)
  local values = table.pack(...)
  for index = 1, values.n do values[index] = tostring(values[index]) end
  write("stdout", table.concat(values, "\t") .. "\n")
end

local EXIT = {}
function os.exit(code)
  error(setmetatable({ code = code == true and 0 or code == false and 1 or code or 0 }, EXIT), 0)
end

-- The exit code; below zero: the program failed.
function __codesala(source)
  write, read = __write, __read
  __write, __read, __source, __codesala = nil, nil, nil, nil
  local program, problem = load(source, "@main.lua", "t")
  if not program then
    write("stderr", problem .. "\n")
    return -1
  end
  local ok, result = xpcall(program, function(problem)
    if getmetatable(problem) == EXIT then return problem end
    local lines = { tostring(problem) }
    for frame in debug.traceback("", 2):gmatch("[^\n]+") do
      if frame:find("main.lua:", 1, true) then lines[#lines + 1] = frame end
    end
    if #lines > 1 then lines[1] = lines[1] .. "\nstack traceback:" end
    return table.concat(lines, "\n")
  end)
  if ok then return 0 end
  if getmetatable(result) == EXIT then return result.code end
  write("stderr", tostring(result) .. "\n") -- where memory is over, this is no more than that
  return -1
end
