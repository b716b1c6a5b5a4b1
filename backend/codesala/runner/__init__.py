"""The runner: a process of its own that runs programs of untrusted people, and the client by which others reach it.

`server` takes runs over a unix socket, `run` takes one from source to end, `java` knows the language, `sandbox` and
`watch` hold the program, `client` is what the web process uses. `messages` says what goes over the socket.
"""
