print(pcall(error))
print(pcall(error, nil))
print(select(2, pcall(error, { code = 7 })).code)
error({ code = 42 })
