while True:
    try:
        line = input()
    except EOFError:
        print("end")
        break
    print(line[::-1])
