print(("key = value"):match("^(%w+)%s*=%s*(%w+)$"))
print(("2026-11-26"):match("(%d+)-(%d+)-(%d+)"))
print(("hello world from lua"):gsub("(%w+)", "<%1>", 3))
print(("hello"):gsub("", "-"))
print(("$name is $age"):gsub("%$(%w+)", { name = "Ada", age = 36 }))
print(("1 2 3"):gsub("%d", function(digit) return digit * 2 end))
print(("abc"):gsub("%w", "%0%0"), ("abc"):gsub("b", "%%"))
print(("f(a(b)c)d"):match("%b()"), ("THE (quick) fox"):find("%((%a+)%)"))
print(("hello"):find("l"), ("hello"):find("xyz"), ("a.b"):find(".", 1, true), ("a+b"):find("+", 1, true))
for k, v in ("a=1, b=2, c=3"):gmatch("(%w+)=(%w+)") do io.write(k, ":", v, ";") end
print()
for position in ("banana"):gmatch("()an") do io.write(position, " ") end
print()
print(("  trim me  "):match("^%s*(.-)%s*$") .. "|")
print(("THE END"):gsub("%f[%a]%a+", string.lower))
print(("path/to/file.txt"):match("([^/]+)%.(%w+)$"))
print(("x"):rep(3, ","):gsub(",", ""))
print(pcall(string.gsub, "x", "(", ""))
print(pcall(string.rep))
print(pcall(string.find, "a", "[a"))
print(("a,b,,c"):gsub(",", ";", 2))
print(string.format("%-8s|", ("ab"):gsub("a", "b")))
local function split(text, by)
  local parts = {}
  for part in (text .. by):gmatch("(.-)" .. by:gsub("%p", "%%%0")) do parts[#parts + 1] = part end
  return parts
end
print(table.concat(split("a.b..c", "."), "|"))
