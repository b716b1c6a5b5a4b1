def parse(text):
    return int(text)


print("start")
parse("twelve")
