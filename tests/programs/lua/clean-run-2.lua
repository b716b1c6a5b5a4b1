print(string.upper("word"), ("word"):len(), table.concat({1, 2}, "+"), left, io.open("left.txt"))
print(pcall(require, "left") and "left" or "not left", select("#", ipairs({})), tostring(nil))
io.write("Name? ")
print("Hello, " .. io.read())
