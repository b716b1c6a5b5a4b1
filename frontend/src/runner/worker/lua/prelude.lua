-- Before any program: what a browser cannot have says so in a sentence.

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
