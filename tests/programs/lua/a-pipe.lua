local function list()
  local pipe = io.popen("echo one")
  return pipe:read()
end

print(list())
