import threading

turns = 3
foo_done, bar_done = threading.Semaphore(0), threading.Semaphore(1)


def foo():
    for _ in range(turns):
        bar_done.acquire()
        print("foo", end="")
        foo_done.release()


def bar():
    for _ in range(turns):
        foo_done.acquire()
        print("bar")
        bar_done.release()


threads = [threading.Thread(target=foo, name="Foo"), threading.Thread(target=bar, name="Bar")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("done")
