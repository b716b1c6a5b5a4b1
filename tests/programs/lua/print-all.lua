print()
print(nil, true, 1, 1.5, "text", "a\tb")
print("100%", "back\\slash", 'sin"gle', [[long
string]], [==[with ]] in it]==])
print("\65\066\x43\u{48} \z
       joined")
io.write("a", 1, " ", 2.0, "\n")
io.write("chained "):write("writes\n")
io.stdout:write("by the handle", "\n")
print(io.write("") == io.stdout, pcall(io.write, {}))
