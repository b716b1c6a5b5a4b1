local function add(a, b)
  return a + b
end

print("never printed")
if add(1, 2) = 3 then
  print("three")
end
