import atexit


class Resource:
    def __del__(self):
        print("released")


atexit.register(print, "second")
atexit.register(print, "first")
resource = Resource()
print("program")
