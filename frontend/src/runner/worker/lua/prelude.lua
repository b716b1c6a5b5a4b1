-- Before any program: what a browser cannot have says so in a sentence, and errors have the numbers of a laptop.

arg = { [0] = "main.lua", [-1] = "lua" }

local NO_SHELL = "a program in a browser cannot start other programs: there is no shell here"
local CLEARING = { clear = true, cls = true, pause = true, color = true, title = true }

function os.execute(command)
  if command == nil then return false end
  if CLEARING[command:match("^%S+")] then return true, "exit", 0 end
  io.stderr:write(("%q was not run: %s.\n"):format(command, NO_SHELL))
  return nil, "exit", 127
end

function io.popen() error(NO_SHELL, 2) end

package.path, package.cpath = "./?.lua;./?/init.lua", ""
package.searchers[3], package.searchers[4] = function(name)
  return ("Lua runs in the browser here, with its standard library; other modules, %q too, cannot be installed."):format(name)
end

-- Of the system's errors: WebAssembly's numbers (wasi-libc, errno.h), and Linux's.
local ON_LINUX = {
  [2] = 13, [8] = 9, [10] = 16, [20] = 17, [28] = 22, [31] = 21, [37] = 36, [44] = 2, [54] = 20, [55] = 39, [63] = 1,
}

--- A function of the library that tells of an error by nil, a text and a number.
local function numbered(name, call)
  return function(...)
    local is_called, value, text, number = pcall(call, ...)
    if not is_called then error((value:gsub("'%?'", "'" .. name .. "'", 1)), 2) end
    if value then return value end
    return value, text, ON_LINUX[number] or number
  end
end

io.open, os.remove, os.rename = numbered("open", io.open), numbered("remove", os.remove), numbered("rename", os.rename)
