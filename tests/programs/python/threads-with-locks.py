import threading
import time

lock, total = threading.Lock(), 0
slots = threading.Semaphore(2)
ready = threading.Event()
barrier = threading.Barrier(3)
passed = []


def add():
    global total
    ready.wait()
    for _ in range(1000):
        with lock:
            total += 1


def use():
    with slots:
        time.sleep(0.001)
    barrier.wait()
    passed.append(threading.current_thread().name)


threads = [threading.Thread(target=add) for _ in range(4)]
threads += [threading.Thread(target=use, name=f"user {n}", daemon=True) for n in range(3)]
for thread in threads:
    thread.start()
ready.set()
for thread in threads:
    thread.join()
print(total, sorted(passed), threading.active_count(), threads[0].is_alive())
