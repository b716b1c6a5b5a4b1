import os

os.system("clear")
os.system("cls" if os.name == "nt" else "clear")
os.system("clear || cls")
os.system("clear;")
print("menu")
