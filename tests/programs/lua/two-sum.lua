-- Two Sum, and a few cases beside it.
local function twoSum(nums, target)
  local seen = {}
  for i, n in ipairs(nums) do
    local j = seen[target - n]
    if j then return { j, i } end
    seen[n] = i
  end
  return nil
end

local cases = {
  { { 2, 7, 11, 15 }, 9 },
  { { 3, 2, 4 }, 6 },
  { { 3, 3 }, 6 },
  { { 1, 2, 3 }, 100 },
}
for index, case in ipairs(cases) do
  local found = twoSum(case[1], case[2])
  print(index, found and table.concat(found, ", ") or "none")
end
print(#arg, arg[0], ...)
