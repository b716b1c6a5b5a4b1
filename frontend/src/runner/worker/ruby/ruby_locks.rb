# What threads share and wait for, by Thread.wait: see ruby_threads.rb.

class Thread
  class Mutex
    def locked? = !@owner.nil?
    def owned? = @owner.equal?(Thread.current)
    def try_lock = @owner ? false : (@owner = Thread.current) && true

    def lock
      raise ThreadError, "deadlock; recursive locking" if @owner && owned?

      Thread.wait { @owner.nil? || !@owner.alive? }
      @owner = Thread.current
      self
    end

    def unlock
      raise ThreadError, "Attempt to unlock a mutex which is not locked" unless @owner
      raise ThreadError, "Attempt to unlock a mutex which is locked by another thread/fiber" unless owned?

      @owner = nil
      self
    end

    def synchronize
      lock
      begin
        yield
      ensure
        unlock if owned?
      end
    end

    def sleep(seconds = nil)
      unlock
      Thread.current.asleep(seconds && (NOW.() + seconds))
    ensure
      lock
    end
  end

  class ConditionVariable
    def initialize = @waiting = []

    def wait(mutex, seconds = nil)
      @waiting << (place = Object.new)
      mutex.unlock
      came = Thread.wait(seconds && (NOW.() + seconds)) { !@waiting.include?(place) }
      came && self
    ensure
      @waiting.delete(place)
      mutex.lock
    end

    def signal = @waiting.shift && self || self
    def broadcast = @waiting.clear && self
  end

  class Queue
    attr_reader :num_waiting

    def initialize(items = []) = (@items, @num_waiting, @is_closed = items.to_a.dup, 0, false)
    def empty? = @items.empty?
    def size = @items.size
    alias length size
    def clear = @items.clear && self
    def closed? = @is_closed
    def close = (@is_closed = true) && self

    def push(item, non_block = false, timeout: nil)
      raise ClosedQueueError, "queue closed" if @is_closed
      raise ThreadError, "queue full" if non_block && full?
      return unless Thread.wait(timeout && (NOW.() + timeout)) { !full? || @is_closed }
      raise ClosedQueueError, "queue closed" if @is_closed

      @items.push(item)
      self
    end
    alias << push
    alias enq push

    def pop(non_block = false, timeout: nil)
      raise ThreadError, "queue empty" if non_block && empty?

      @num_waiting += 1
      Thread.wait(timeout && (NOW.() + timeout)) { !empty? || @is_closed }
      @items.shift
    ensure
      @num_waiting -= 1 unless non_block && @num_waiting.zero?
    end
    alias shift pop
    alias deq pop

    private

    def full? = false
  end

  class SizedQueue < Queue
    attr_accessor :max

    def initialize(max)
      raise ArgumentError, "queue size must be positive" unless max.positive?

      super()
      @max = max
    end

    private

    def full? = size >= @max
  end
end

%i[Mutex ConditionVariable Queue SizedQueue].each do |name|
  Object.send(:remove_const, name)
  Object.const_set(name, Thread.const_get(name))
end

class Monitor # of the library `monitor`, which is written in C
  def try_enter = @owner && !mon_owned? ? false : enter && true
  def exit = mon_check_owner || ((@count -= 1).zero? && @owner = nil)
  def mon_locked? = !@owner.nil?
  def mon_owned? = @owner.equal?(Thread.current)
  def mon_check_owner = (raise ThreadError, "current thread not owner" unless mon_owned?)

  def enter
    Thread.wait { @owner.nil? || mon_owned? }
    @owner, @count = Thread.current, @count.to_i + 1
  end

  def synchronize
    enter
    begin
      yield
    ensure
      exit
    end
  end

  def wait_for_cond(condition, timeout)
    held, @count, @owner = @count, 0, nil
    condition.wait(Mutex.new.lock, timeout)
    true
  ensure
    enter
    @count = held
  end
  alias mon_enter enter
  alias mon_exit exit
  alias mon_try_enter try_enter
  alias try_mon_enter try_enter
  alias mon_synchronize synchronize
end

module Kernel
  def sleep(seconds = nil)
    raise TypeError, "can't convert #{seconds.class} into time interval" unless seconds.nil? || seconds.is_a?(Numeric)
    raise ArgumentError, "time interval must not be negative" if seconds&.negative?

    began = Thread::NOW.()
    Thread.current.asleep(seconds && (began + seconds))
    (Thread::NOW.() - began).round
  end
  module_function :sleep
end
