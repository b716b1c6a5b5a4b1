"""The texts of a session's files in one document: their names, which character is in which, what pages ask of them."""
