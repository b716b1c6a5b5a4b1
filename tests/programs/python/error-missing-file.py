import json


def load(path):
    file = open(path)
    return json.load(file)


print("loading")
load("settings.json")
