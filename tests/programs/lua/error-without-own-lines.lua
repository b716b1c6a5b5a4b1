-- What is called when nothing of the program is left above it has no frame: the trace has the program's lines only.
local frames = {}
for frame in debug.traceback("here"):gmatch("\n\t([^\n]+)") do frames[#frames + 1] = frame:match("^[^:]+:%d+") or frame:match("^%[C%]") end
print(table.concat(frames, " "))
return error("by a tail call", 0)
