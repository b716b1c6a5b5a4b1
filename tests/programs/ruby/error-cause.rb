def parse(text)
  Integer(text)
rescue ArgumentError
  raise TypeError, "not a number: #{text}"
end
print "before "
parse("x")
