def longest():
    with open("words.csv") as file:
        return max((line.strip() for line in file), key=len)


if __name__ == "__main__":
    print("not the program")
