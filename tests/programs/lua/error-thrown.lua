local function inner(value)
  if not value then
    error("value is missing")
  end
  return value
end

local function outer(value)
  local result = inner(value)
  return result
end

print(outer(1))
io.write("no newline")
outer(nil)
