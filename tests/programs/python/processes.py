from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool, Process, Queue, cpu_count


def square(n):
    return n * n


def put(queue, value):
    queue.put(square(value))


if __name__ == "__main__":
    with Pool(4) as pool:
        print(pool.map(square, range(5)))
        print(pool.apply_async(square, (9,)).get(), pool.starmap(pow, [(2, 3), (3, 2)]))
    results = Queue()
    workers = [Process(target=put, args=(results, n)) for n in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print(sorted(results.get() for _ in workers), [worker.exitcode for worker in workers], cpu_count() > 0)
    with ProcessPoolExecutor() as pool:
        print(list(pool.map(square, [1, 2])))
