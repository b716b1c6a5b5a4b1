local Stack = {}
Stack.__index = Stack

function Stack.new() return setmetatable({ items = {} }, Stack) end
function Stack:push(item) self.items[#self.items + 1] = item end
function Stack:pop() return table.remove(self.items) end
function Stack:size() return #self.items end

return Stack
