import builtins
import os
import sys

builtins.len = lambda _: 7
sys.path.clear()
sys.modules["json"] = None
os.environ["HOME"] = "nowhere"
os.makedirs("left/behind", exist_ok=True)
open("left/behind/file.txt", "w").write("old")
os.chdir("left")
sys.setrecursionlimit(100)
sys.stdout.write("spoiled\n")
sys.stdin.close()
print.__self__.print = None
