text = "Straße 世界 🙂 é"
print(len(text), text.upper(), text.encode()[:8], text[::-1])
print("a,b,,c".split(","), " x ".strip() + "|", "abc".center(9, "*"), "Hello"[1:-1], "x".join("abc"))
print("%s is %d years and %.1f" % ("Ana", 30, 1.55), "{:>6}|{:<6}|{:^6}".format("a", "b", "c"))
print("tab\tend", r"raw\n", """two
lines""")
print(*"abc", sep="-", end="!\n")
