counter = 0
mutex = Mutex.new
threads = 4.times.map do |i|
  Thread.new(i) do |n|
    100.times { mutex.synchronize { counter += 1 } }
    n * n
  end
end
p threads.map(&:value), counter, threads.all? { |t| !t.alive? }
t = Thread.new { Thread.current[:name] = "worker"; raise ArgumentError, "in a thread" }
t.report_on_exception = false
begin
  t.join
rescue ArgumentError => e
  puts "joined: #{e.message}"
end
p t[:name], t.status, Thread.main == Thread.current
results = %w[a b c].map { |x| Thread.new { sleep 0.01; x.upcase } }.map(&:value)
p results
