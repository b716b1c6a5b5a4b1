local text = io.read("a")
local lines, words, letters = 0, 0, {}
for _ in text:gmatch("\n") do lines = lines + 1 end
for word in text:gmatch("%a+") do
  words = words + 1
  for letter in word:lower():gmatch(".") do letters[letter] = (letters[letter] or 0) + 1 end
end
print(lines, words, #text)
local sorted = {}
for letter in pairs(letters) do sorted[#sorted + 1] = letter end
table.sort(sorted, function(a, b)
  if letters[a] ~= letters[b] then return letters[a] > letters[b] end
  return a < b
end)
for i = 1, 5 do print(sorted[i], letters[sorted[i]]) end
print(io.read("a") == "", io.read("l"))
