import os

os.environ["BROWSER"] = "true"  # on a laptop nothing is opened either

import webbrowser

if webbrowser.open("https://example.com"):
    print("opened")
else:
    print("not opened")
