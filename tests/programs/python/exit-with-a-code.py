import sys

total = 3
if total > 2:
    print("enough")
    sys.exit(4)
