# Threads where there are none: fibers. One goes on until it waits, then the one that has waited longest; so what threads
# hand to and fro arrives. A loop that only looks at a variable never sees it change: nothing runs beside it.

OLD_THREAD = Thread
%i[Thread ThreadGroup].each { |name| Object.send(:remove_const, name) }

class ThreadGroup
  def list = Thread.list
  def add(_thread) = self
  def enclose = self
  def enclosed? = false
  Default = new
end

class Thread
  Backtrace = OLD_THREAD::Backtrace
  Ended = Class.new(Exception) # of a thread that is killed
  WAITING = [] # all that are not over; who went on last is the last
  NOW = -> { Process.clock_gettime(Process::CLOCK_MONOTONIC) }
  SLEEP = Kernel.method(:sleep).unbind.bind(Kernel)

  class << self
    attr_reader :current, :main
    attr_accessor :abort_on_exception, :report_on_exception

    def start(...) = new(...)
    alias fork start

    def pass = wait(NOW.()) { false } && nil
    def stop = current.asleep
    def list = WAITING.dup
    def kill(thread) = thread.kill
    def exit = current.kill
    def each_caller_location(...) = OLD_THREAD.each_caller_location(...)
    def handle_interrupt(*) = yield
    def pending_interrupt?(*) = false

    # Until the block says so, or false if the deadline came first. The others run meanwhile.
    def wait(deadline = nil, &is_ready)
      until is_ready.()
        return false if deadline && NOW.() >= deadline && current.has_let_others

        current.park(deadline, is_ready)
      end
      true
    ensure
      current.has_let_others = false
    end

    # Goes on with whoever can.
    def switch
      until (following = WAITING.find { |thread| thread.can_go?(NOW.()) })
        due = WAITING.filter_map(&:deadline).min
        break main.interrupt(deadlock) unless due

        SLEEP.([due - NOW.(), 0].max)
      end
      following ||= main
      WAITING.push(WAITING.delete(following))
      @current = following
      following.fiber.transfer unless following.fiber.equal?(Fiber.current)
    end

    private

    def deadlock = ObjectSpace.each_object(Class).find { |one| one.name == "fatal" }.exception("No live threads left. Deadlock?")
  end

  attr_accessor :name, :priority, :abort_on_exception, :report_on_exception, :has_let_others
  attr_reader :fiber, :deadline

  def initialize(*given, **named, &block)
    raise ThreadError, "must be called with a block" unless block

    @place = __caller(1, 2).grep(/\Amain\.rb/).first.to_s[/\A.*?:\d+/]
    @report_on_exception, @locals, @variables = Thread.report_on_exception, {}, {}
    @is_ready = -> { true }
    @fiber = Fiber.new { live { block.call(*given, **named) } }
    WAITING.insert(-2, self) # the last is who begins it, and who has begun others before
  end

  def live
    check
    @value = yield
  rescue Ended
    nil
  rescue SystemExit => error
    Thread.main.interrupt(error)
  rescue Exception => error
    @error = error
    __report(error, "#{inspect} terminated with exception (report_on_exception is true):") if @report_on_exception
    Thread.main.interrupt(error) if @abort_on_exception || Thread.abort_on_exception
  ensure
    @is_over = true
    WAITING.delete(self)
    Thread.switch
  end

  def park(deadline, is_ready)
    @deadline, @is_ready, @fiber, @has_let_others = deadline, is_ready, Fiber.current, true
    Thread.switch
    @deadline = @is_ready = nil
    check
  end

  def can_go?(now) = @pending || @is_ready&.() || (@deadline && now >= @deadline)

  def interrupt(error) = @pending ||= error

  def check
    error, @pending = @pending, nil
    Kernel.raise error if error
  end

  def join(timeout = nil)
    Kernel.raise ThreadError, "Current thread attempted to join itself" if equal?(Thread.current)
    return unless Thread.wait(timeout && (NOW.() + timeout)) { @is_over }

    Kernel.raise @error if @error
    self
  end

  def value = join && @value
  def alive? = !@is_over
  def stop? = @is_over || status == "sleep"

  def status
    return @error ? nil : false if @is_over

    equal?(Thread.current) || can_go?(NOW.()) ? "run" : "sleep"
  end

  def raise(*given)
    error = given.empty? || given.first.is_a?(String) ? RuntimeError.new(*given) : given.first.exception(*given[1..])
    return Kernel.raise(error) if equal?(Thread.current)

    interrupt(error) unless @is_over
    nil
  end

  def kill
    self.raise(Ended) unless @is_over
    self
  end
  alias exit kill
  alias terminate kill

  def asleep(deadline = nil)
    @is_woken = false
    Thread.wait(deadline) { @is_woken }
  end

  def wakeup
    Kernel.raise ThreadError, "killed thread" if @is_over
    @is_woken = true
    self
  end

  def run = wakeup && Thread.pass && self
  def [](key) = @locals[key.to_sym]
  def []=(key, value)
    @locals[key.to_sym] = value
  end
  def key?(key) = @locals.key?(key.to_sym)
  def keys = @locals.keys
  def fetch(key, ...) = @locals.fetch(key.to_sym, ...)
  def thread_variable_get(key) = @variables[key.to_sym]
  def thread_variable_set(key, value) = @variables[key.to_sym] = value
  def thread_variable?(key) = @variables.key?(key.to_sym)
  def thread_variables = @variables.keys
  def group = ThreadGroup::Default
  def backtrace(*) = []
  def pending_interrupt?(*) = !@pending.nil?
  def native_thread_id = object_id

  def inspect
    state = status || (status.nil? ? "aborting" : "dead")
    "#<Thread:0x#{format("%016x", object_id)}#{"@#{name}" if name}#{" #{@place}" if @place} #{state}>"
  end
  alias to_s inspect

  @current = @main = allocate.tap { |main| main.instance_exec { @locals, @variables, @fiber = {}, {}, Fiber.current } }
  @report_on_exception = true
  WAITING << main
end
