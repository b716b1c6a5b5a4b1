queue = Queue.new
log = []
producer = Thread.new do
  3.times { |i| queue << i; log << "made #{i}"; sleep 0.01 }
  queue << :done
end
consumer = Thread.new do
  while (item = queue.pop) != :done
    log << "took #{item}"
  end
end
[producer, consumer].each(&:join)
puts log.grep(/made/), log.grep(/took/)
lock, ready = Mutex.new, ConditionVariable.new
value = nil
waiter = Thread.new { lock.synchronize { ready.wait(lock) while value.nil?; puts "got #{value}" } }
lock.synchronize { value = 42; ready.signal }
waiter.join
sized = SizedQueue.new(1)
feeder = Thread.new { 5.times { sized.push(_1) }; sized.close }
taken = []
while (item = sized.pop) do taken << item end
p taken, feeder.join.equal?(feeder), queue.empty?, sized.closed?
