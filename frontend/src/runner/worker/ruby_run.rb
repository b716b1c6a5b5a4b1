# Runs one program as main.rb; the exit code, below zero if it failed.
$stdout.sync = true
$stderr.sync = true
$PROGRAM_NAME = "main.rb"

def __codesala(in_base64)
  source = in_base64.unpack1("m").force_encoding(Encoding::UTF_8)
  own = ->(error) { (error.backtrace || []).select { |line| line.match?(/\Amain\.rb:\d/) } }
  begin
    eval(source, TOPLEVEL_BINDING, "main.rb", 1)
    0
  rescue SystemExit => error
    error.status
  rescue SyntaxError => error
    $stderr.puts error.message
    -1
  rescue Exception => error
    trace = own.(error)
    $stderr.puts "#{trace.first || "main.rb"}: #{error.message} (#{error.class})"
    trace.drop(1).each { |line| $stderr.puts "\tfrom #{line}" }
    -1
  ensure
    $stdout.flush
  end
end
