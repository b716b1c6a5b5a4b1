fiber = Fiber.new do |x|
  y = Fiber.yield(x * 2)
  z = Fiber.yield(y + 1)
  "end #{z}"
end
p fiber.resume(5), fiber.resume(10), fiber.resume("z"), fiber.alive?
begin
  fiber.resume
rescue FiberError => e
  puts e.message
end
words = Enumerator.new { |y| %w[a b c].each { |w| y.yield w } }
p words.next, words.next, words.next
begin
  words.next
rescue StopIteration => e
  puts e.message
end
p words.with_index(1).to_a, words.size, (words + [9]).to_a
gen = Enumerator.produce(1) { |x| x * 3 }
p gen.take(5), gen.lazy.map { _1 + 1 }.first(2)
