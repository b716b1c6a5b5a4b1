class AppError < StandardError
  attr_reader :code
  def initialize(message = "the app failed", code: 1)
    super(message)
    @code = code
  end
end
def risky(n)
  case n
  when 1 then raise "plain"
  when 2 then raise AppError
  when 3 then raise AppError.new("with a code", code: 7)
  when 4 then raise ArgumentError, "bad argument"
  when 5 then nil.upcase
  when 6 then Integer("x")
  when 7 then [].fetch(3)
  when 8 then { a: 1 }.fetch(:b)
  when 9 then raise TypeError.new("typed"), cause: nil
  when 10 then "a" + 1
  when 11 then unknown_thing
  when 12 then Object.new.foo
  when 13 then [1, 2].first("x")
  when 14 then raise Exception, "not standard"
  when 15 then risky
  when 16 then raise Class
  when 17 then :a <=> 1; [3, "a"].sort
  else "fine"
  end
rescue AppError => e
  "app error: #{e.message} #{e.code}"
rescue NoMethodError, ZeroDivisionError => e
  "#{e.class}: #{e.message}"
else
  "nothing was raised"
ensure
  print n, " "
end
(1..18).each do |n|
  puts risky(n)
rescue StandardError, Exception => e
  puts "#{e.class}: #{e.message.lines.first.chomp} at #{e.backtrace&.grep(/^main/)&.first}"
end
attempts = 0
begin
  attempts += 1
  raise IOError, "try #{attempts}" if attempts < 3
  puts "after #{attempts} attempts"
rescue IOError
  retry
end
begin
  begin
    raise "inner"
  rescue => e
    raise ArgumentError, "outer"
  end
rescue => e
  p e, e.cause, e.full_message(highlight: false).lines.size > 1
end
p((raise "x" rescue "rescued inline"), catch(:done) { 10.times { |i| throw :done, i if i == 3 }; :never })
def ensured
  return 1
ensure
  puts "ensured"
end
p ensured, [1, 2, 3].each { |x| break x * 10 if x == 2 }
begin
  throw :nobody
rescue UncaughtThrowError => e
  puts e.message
end
x = Thread.current
p x.alive?, $!, __method__.inspect, defined?(foo), defined?(puts), defined?(String), defined?(@a)
begin; raise StopIteration; rescue => e; p e; end
begin; def m(a, b:, c: 1) = a; m(1); rescue ArgumentError => e; puts e.message; end
begin; exit(2); rescue SystemExit => e; puts "exit #{e.status} was rescued"; end
begin; abort; rescue SystemExit => e; p e.status, e.success?; end
begin; Float::NAN.to_i; rescue => e; p e; end
begin; loop { raise StopIteration, "r" }; puts "after the loop"; end
begin; eval("1 +"); rescue SyntaxError => e; puts e.class; end
begin; require "no_such_thing"; rescue LoadError => e; puts e.message; end
begin; obj = Object.new.freeze; obj.instance_variable_set(:@a, 1); rescue => e; puts e.class; end
warn "done"
