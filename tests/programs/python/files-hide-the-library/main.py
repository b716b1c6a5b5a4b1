import queue
import resource
import statistics
from json import dumps

import words

print(statistics.mean([1, 2]), queue.Queue().size, resource.kept)
print(words.count("a b a"), dumps([1]))
