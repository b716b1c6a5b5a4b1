import sys

print("before")
sys.exit("no input given")
