-- A key-value store in a file, and each way in which its files are not as hoped.
local Store = {}
Store.__index = Store

function Store.open(path)
  local file, why, number = io.open(path)
  if not file then return nil, ("cannot open: %s (%d)"):format(why, number) end
  local self = setmetatable({ path = path, values = {} }, Store)
  for line in file:lines() do
    local key, value = line:match("^(%w+)=(.*)$")
    if key then self.values[key] = tonumber(value) or value end
  end
  file:close()
  return self
end

function Store:save(path)
  local file = assert(io.open(path or self.path, "w"))
  local keys = {}
  for key in pairs(self.values) do keys[#keys + 1] = key end
  table.sort(keys)
  for _, key in ipairs(keys) do file:write(key, "=", self.values[key], "\n") end
  return file:close()
end

print(Store.open("settings.ini"))
print(io.open("settings.ini"))
print(select("#", io.open("settings.ini")), io.open("no/such/folder.txt", "w"))
print(os.remove("settings.ini"))
print(os.rename("settings.ini", "other.ini"))
setmetatable({ path = "settings.ini", values = { port = 8080, host = "localhost" } }, Store):save()
local store = Store.open("settings.ini")
print(store.values.port + 1, store.values.host)
print(os.rename("settings.ini", "old.ini"), io.type(io.open("old.ini")), os.remove("old.ini"))
print(pcall(function() local file = io.open() return file end))
print(pcall(function() local file = io.open("old.ini", "read") return file end))
print(pcall(function() local done = os.remove({}) return done end))
store:save("no/such/folder.txt")
