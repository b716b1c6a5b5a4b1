p $stdin.getc, $stdin.ungetc("x"), $stdin.getc, $stdin.readchar, $stdin.getbyte
p $stdin.gets(3), $stdin.gets("o"), $stdin.gets(nil)
p $stdin.read(2), $stdin.getc
print "a question without a line end? "
p gets
