import socket

for attempt in (
    lambda: socket.create_connection(("127.0.0.1", 9)),
    lambda: socket.gethostbyname("nowhere.invalid"),
):
    try:
        attempt()
        print("connected")
    except OSError:
        print("not connected")
line = socket.socket()
line.connect(("127.0.0.1", 9))
print(line.recv(10))
