local M = {}

function M.total(items)
  local sum = 0
  for _, item in ipairs(items) do
    sum = sum + item
  end
  return sum
end

return M
