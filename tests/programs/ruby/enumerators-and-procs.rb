fib = Enumerator.new do |y|
  a, b = 0, 1
  loop { y << a; a, b = b, a + b }
end
p fib.take(10), fib.lazy.select(&:even?).map { |x| x * x }.first(4)
p fib.each_with_index.first(2), fib.size, (1..Float::INFINITY).lazy.map { |i| i * 2 }.reject { |i| i % 3 == 0 }.first(3)
p (1..3).lazy.map { |x| x }
e = [1, 2].each
puts e.next, e.peek, e.next
begin
  e.next
rescue StopIteration => err
  puts "stop: #{err.message} #{err.result.inspect}"
end

def numbers
  return to_enum(:numbers) unless block_given?
  yield 1
  yield 2, 3
  yield [4, 5]
  :done
end
p numbers.to_a, numbers { |a, b| print a.inspect, b.inspect, " " }

add = ->(a, b = 10) { a + b }
twice = proc { |a, b| [a, b] }
p add.(1), add[1, 2], add.curry(2)[1][5], add.arity, add.lambda?, twice.call(1), twice.call([1, 2], 3), twice.(1, 2, 3)
square = :abs2.to_proc >> ->(x) { x + 1 }
p square.call(3), (method(:Integer) << ->(s) { s.strip }).call(" 42 ")
counter = 0
increment = -> { counter += 1 }
3.times(&increment) rescue puts "#{$!.class}: #{$!.message}"
3.times { increment.call }
p counter
def find_first(list)
  list.each { |x| return x if yield(x) }
  nil
end
p find_first([1, 4, 6], &:even?), find_first([]) { true }
memo = Hash.new { |h, n| h[n] = n < 2 ? n : h[n - 1] + h[n - 2] }
p memo[40], memo.size
fiber = Fiber.new do |x|
  got = Fiber.yield x * 2
  "last #{got}"
end
p fiber.resume(5), fiber.resume(:hi), fiber.alive?
p (1..4).reduce(:*), (1..4).inject { |a, b| a - b }, %w[a b c].each_with_index.to_a, [1, 2, 3, 4].partition(&:odd?), [3, 1].minmax
p %w[x y].zip([1, 2], [nil, true]), [1, 2, 2, 3].tally, [[1, :a], [2, :b]].to_h { |n, s| [s, n] }, (1..6).chunk_while { |a, b| b % 3 != 1 }.to_a
p [1, nil, 2].compact.cycle.first(5), [5, 3, 9].each_with_index.max, [1, 2, 3].each_entry.to_a, %w[b a].sort_by!(&:itself), [1, 2, 3, 4, 5].each_cons(2).count
catch(:found) do
  [1, 2].product([3, 4]) { |a, b| throw :found if a * b == 4; print a * b, " " }
  puts "not here"
end
puts "", __method__.inspect, defined?(foo).inspect, defined?(puts), binding.local_variables.size
def run = yield
p run { next 7 }
run
