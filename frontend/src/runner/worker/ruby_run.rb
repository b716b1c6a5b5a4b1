# Runs one program as main.rb; the exit code, below zero if it failed.
$stdout.sync = true
$stderr.sync = true
$PROGRAM_NAME = "main.rb"

ENV["MT_CPU"] = "0" # minitest would start threads, of which there are none

# The machine never ends by itself, so what is registered for the end is run here, the last first.
AT_EXIT = []
module Kernel
  def at_exit(&block)
    AT_EXIT.push(block)
    block
  end
  module_function :at_exit
end

def __at_exit(code)
  while (block = AT_EXIT.pop)
    begin
      block.call
    rescue SystemExit => error
      code = error.status
    rescue Exception => error
      $stderr.puts "main.rb: #{error.message} (#{error.class})"
      code = 1
    end
  end
  code
end

def __codesala(in_base64)
  source = in_base64.unpack1("m").force_encoding(Encoding::UTF_8)
  own = ->(error) { (error.backtrace || []).select { |line| line.match?(/\Amain\.rb:\d/) } }
  begin
    eval(source, TOPLEVEL_BINDING, "main.rb", 1)
    __at_exit(0)
  rescue SystemExit => error
    __at_exit(error.status)
  rescue SyntaxError => error
    $stderr.puts error.message
    -1
  rescue Exception => error
    __at_exit(1)
    trace = own.(error)
    $stderr.puts "#{trace.first || "main.rb"}: #{error.message} (#{error.class})"
    trace.drop(1).each { |line| $stderr.puts "\tfrom #{line}" }
    -1
  ensure
    $stdout.flush
  end
end
