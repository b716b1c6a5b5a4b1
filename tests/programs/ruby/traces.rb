# What a program prints of where it is has its own places only.
def risky(number) = raise(ArgumentError, "bad #{number}")

def middle(number)
  risky(number)
rescue ArgumentError => error
  puts error.full_message, error.backtrace, error.backtrace_locations.map(&:lineno).inspect
end

def where = caller(1..1).first

def deep(number) = number.zero? ? [caller.size, caller_locations.size] : deep(number - 1)

middle(3)
puts where, caller.inspect, deep(3).inspect
[1].each { puts caller, caller(0).first, caller_locations(0, 1).first, caller(9).inspect }
puts Thread.new { caller.inspect }.value

begin
  eval("1 +* 2")
rescue SyntaxError => error
  puts error.message
end
puts $stderr.tty?
