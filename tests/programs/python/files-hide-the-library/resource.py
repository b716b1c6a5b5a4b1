kept = "my own resource"
