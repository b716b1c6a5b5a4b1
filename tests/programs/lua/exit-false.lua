if not pcall(error, "x") then os.exit(false) end
