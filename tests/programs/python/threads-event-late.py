import threading
import time

ready = threading.Event()


def work():
    print("waiting")
    ready.wait()
    print("working")


thread = threading.Thread(target=work, name="Worker")
thread.start()
time.sleep(0.1)
print("go")
ready.set()
thread.join()
print("done")
