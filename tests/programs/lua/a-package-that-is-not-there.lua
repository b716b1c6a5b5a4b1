print(pcall(require, "nothing") == false)
local json = require("cjson")
print(json.encode({ 1 }))
