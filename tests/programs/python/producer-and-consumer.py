import queue
import threading

shelf = queue.Queue(maxsize=2)
bought = []


def produce():
    for item in range(6):
        shelf.put(item)
    shelf.put(None)


def consume():
    while True:
        item = shelf.get()
        if item is None:
            break
        bought.append(item)
        shelf.task_done()


consumer = threading.Thread(target=consume)
producer = threading.Thread(target=produce)
consumer.start()
producer.start()
consumer.join()
producer.join()
print(bought)
