import queue
import statistics
from json import dumps

import words

print(statistics.mean([1, 2]), queue.Queue().size)
print(words.count("a b a"), dumps([1]))
