try:
    exit()
finally:
    print("finally")
