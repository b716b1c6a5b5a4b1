import queue
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed

jobs = queue.Queue()
done = []


def worker():
    while (job := jobs.get()) is not None:
        done.append(job * job)


threads = [threading.Thread(target=worker) for _ in range(3)]
for thread in threads:
    thread.start()
for number in range(5):
    jobs.put(number)
for _ in threads:
    jobs.put(None)
for thread in threads:
    thread.join()
print(sorted(done), "stopped" in repr(threads[0]))

with ThreadPoolExecutor(2) as pool:
    print(list(pool.map(str, range(3))))
    futures = {pool.submit(divmod, 10, n): n for n in range(3)}
    for future in sorted(as_completed(futures), key=futures.get):
        print(futures[future], future.exception() or future.result())
