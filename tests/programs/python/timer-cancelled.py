import threading
import time

began = time.monotonic()
late = threading.Timer(30, print, ["too late"])
late.start()
late.cancel()
late.join()
print("waited for 30 seconds:", time.monotonic() - began > 20)
