-- a small JSON encoder and decoder, as one writes when there is no library
local function encode(v, indent, level)
  level = level or 0
  local t = type(v)
  if t == "table" then
    local pad = indent and "\n" .. string.rep(indent, level + 1) or ""
    local last = indent and "\n" .. string.rep(indent, level) or ""
    if #v > 0 or next(v) == nil then
      local out = {}
      for i = 1, #v do out[i] = encode(v[i], indent, level + 1) end
      if #out == 0 then return "[]" end
      return "[" .. pad .. table.concat(out, "," .. pad) .. last .. "]"
    end
    local keys, out = {}, {}
    for k in pairs(v) do keys[#keys + 1] = tostring(k) end
    table.sort(keys)
    for _, k in ipairs(keys) do
      out[#out + 1] = string.format("%q:%s", k, (indent and " " or "") .. encode(v[k], indent, level + 1))
    end
    return "{" .. pad .. table.concat(out, "," .. pad) .. last .. "}"
  elseif t == "string" then
    return '"' .. v:gsub('[%c"\\]', { ["\n"] = "\\n", ['"'] = '\\"', ["\\"] = "\\\\" }) .. '"'
  elseif t == "number" or t == "boolean" then
    return tostring(v)
  elseif v == nil then
    return "null"
  end
  error("cannot encode " .. t, 2)
end

local function decode(s)
  local pos = 1
  local value
  local function fail(what)
    error(("%s at position %d near %q"):format(what, pos, s:sub(pos, pos + 4)), 0)
  end
  local function skip() pos = s:find("%S", pos) or #s + 1 end
  local function expect(c)
    skip()
    if s:sub(pos, pos) ~= c then fail("expected '" .. c .. "'") end
    pos = pos + 1
  end
  local function list(close, item)
    local out = {}
    skip()
    if s:sub(pos, pos) == close then pos = pos + 1 return out end
    while true do
      item(out)
      skip()
      local c = s:sub(pos, pos)
      pos = pos + 1
      if c == close then return out end
      if c ~= "," then pos = pos - 1 fail("expected ',' or '" .. close .. "'") end
    end
  end
  function value()
    skip()
    local c = s:sub(pos, pos)
    if c == "{" then
      pos = pos + 1
      return list("}", function(o) skip() local k = value() expect(":") o[k] = value() end)
    elseif c == "[" then
      pos = pos + 1
      return list("]", function(o) o[#o + 1] = value() end)
    elseif c == '"' then
      local text, stop = s:match('^"(.-)"()', pos)
      if not text then fail("unfinished string") end
      pos = stop
      return text
    end
    local word = s:match("^[%w.+-]+", pos) or fail("unexpected character")
    pos = pos + #word
    if word == "true" then return true elseif word == "false" then return false elseif word == "null" then return nil end
    return tonumber(word) or fail("bad number")
  end
  return value()
end

print(encode({ name = "Ann \"A\"\n", tags = { "x", 1, 2.5, true }, nested = { deep = { {} } } }))
print(encode({ b = { 1, 2 }, a = "c" }, "  "))
local d = decode('{"a": [1, 2.50, -3e2, "hi"], "b": {"c": false}, "n": null}')
print(d.a[1], d.a[2], d.a[3], d.a[4], d.b.c, d.n, #d.a)
print(encode(decode("[[], [1, [2]]]")))
for _, bad in ipairs({ "[1, 2", '{"a" 1}', "[1 2]", '"abc', "[tru]", "" }) do
  print(pcall(decode, bad))
end
print(pcall(encode, { f = print }))
print(encode({ 1, { x = coroutine.create(print) } }))
