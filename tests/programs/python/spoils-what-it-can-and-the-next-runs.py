import builtins
import json
import os
import sys

print(len("four"), json.dumps([1]), os.environ.get("HOME") != "nowhere", os.listdir("."), sys.getrecursionlimit())
print(input("Name? "), builtins.print is print)
