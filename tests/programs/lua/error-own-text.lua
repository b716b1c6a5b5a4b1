local Problem = { __tostring = function(self) return "Problem: " .. self.text end }
error(setmetatable({ text = "disk full" }, Problem))
