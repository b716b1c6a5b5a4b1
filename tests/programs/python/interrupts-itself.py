import atexit

atexit.register(print, "the end")
try:
    raise KeyboardInterrupt
except KeyboardInterrupt:
    print("caught")
raise KeyboardInterrupt
