require "timeout"
require "monitor"
require "stringio"
begin
  Timeout.timeout(0.05) { sleep 5 }
rescue Timeout::Error => e
  puts "#{e.class}: #{e.message}"
end
p Timeout.timeout(5) { :in_time }
$stderr = StringIO.new
failing = Thread.new { raise "reported by the thread" }
failing.name = "failing"
sleep 0.01
told, $stderr = $stderr.string, STDERR
puts told.lines.first.sub(/0x\h+/, "0x")
p failing.status, (failing.value rescue "again: #{$!.message}")
slow = Thread.new { sleep }
p slow.join(0.01), slow.alive?, slow.status
slow.kill
p slow.join.equal?(slow), slow.status, slow.alive?
jobs = Queue.new
10.times { jobs << _1 }
jobs.close
done = Queue.new
workers = Array.new(3) do
  Thread.new do
    while (job = jobs.pop)
      done << job * job
      Thread.pass
    end
  end
end
workers.each(&:join)
p Array.new(done.size) { done.pop }.sort
class Account
  include MonitorMixin
  attr_reader :balance
  def initialize = (super(); @balance, @filled = 0, new_cond)
  def deposit(n) = synchronize { @balance += n; @filled.broadcast }
  def withdraw(n) = synchronize { @filled.wait_while { @balance < n }; @balance -= n }
end
account = Account.new
taker = Thread.new { account.withdraw(30) }
3.times { account.deposit(10) }
p taker.value, account.balance
lock = Mutex.new
p lock.try_lock, lock.owned?, lock.locked?, (lock.lock rescue $!.message), lock.unlock.locked?
p (lock.unlock rescue $!.message), (jobs.push(1) rescue $!.class), (Queue.new.pop(true) rescue $!.message)
Thread.new { Thread.current[:x] = 1; Thread.current.thread_variable_set(:y, 2) }.tap(&:join).then { |t| p t[:x], t.thread_variable_get(:y) }
raised = Thread.new { sleep rescue puts("woken by #{$!.message}") }
Thread.pass
raised.raise("somebody")
raised.join
stopped = Thread.new { Thread.stop; :went_on }
Thread.pass until stopped.stop?
stopped.run
p stopped.value, Thread.main == Thread.current, Thread.current.name
a, b = Mutex.new, Mutex.new
one = Thread.new { a.synchronize { sleep 0.01; b.synchronize { :never } } }
two = Thread.new { b.synchronize { sleep 0.01; a.synchronize { :never } } }
begin
  [one, two].each(&:join)
rescue Exception => e
  puts e.class, e.message.lines.first
end
words = Enumerator.new { |y| 2.times { |i| sleep 0.01; y << i } }
p Thread.new { [words.next, words.next] }.value
puts "end"
Thread.new { exit 3 }.join
