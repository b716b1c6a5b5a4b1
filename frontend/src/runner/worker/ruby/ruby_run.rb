# Runs one program from its files; the exit code, below zero if it failed.
$stdout.sync = true
$stderr.sync = true

ENV["MT_CPU"] = "0" # minitest would start threads for nothing

# The machine never ends by itself, so what is registered for the end is run here, the last first.
AT_EXIT = []
NO_SHELL = "a program in a browser cannot start other programs: there is no shell here"
NO_GEMS = "Ruby runs in the browser here, with its standard library and minitest; other gems cannot be installed."
INSTEAD = {
  "bigdecimal" => 'Rational("0.1") is exact as well.',
  "socket" => "There is no network here; give the program its data as text.",
  "io/console" => "There is no terminal here: gets asks for a line.",
}.freeze

module Kernel
  def at_exit(&block)
    AT_EXIT.push(block)
    block
  end

  # What only clears the screen or waits does nothing.
  def system(*command, **)
    text = command.grep(String).join(" ")
    return true if text.match?(/\A(clear|cls|pause|color|title)\b/)

    $stderr.puts "#{text.inspect} was not run: #{NO_SHELL}."
    nil
  end

  %i[` spawn exec fork].each { |name| define_method(name) { |*| raise NotImplementedError, NO_SHELL } }
  module_function :at_exit, :system, :`, :spawn, :exec, :fork
end

# The library readline as where input is no terminal: the field for input edits lines. The one of Ruby wants a terminal.
module Readline
  HISTORY = []
  class << self
    attr_accessor :completion_proc, :completion_append_character

    def readline(prompt = "", add_history = false)
      print prompt
      line = $stdin.gets&.chomp
      HISTORY << line if line && add_history
      line
    end
  end
end
Reline = Readline
NEEDS_TERMINAL = %w[readline reline].freeze
Gem.instance_variable_get(:@path_to_default_spec_map).delete_if { |path, _| path.start_with?(*NEEDS_TERMINAL) }
$LOADED_FEATURES.push(*NEEDS_TERMINAL.map { |name| "#{name}.rb" })

class File
  def flock(_) = 0 # nobody else has the file
end

def Ractor.new(*) = raise(NotImplementedError, "nothing runs at the same time in a browser: call the block, or use Thread")
def IO.popen(*) = raise(NotImplementedError, NO_SHELL)
Process.singleton_class.class_eval { %i[spawn exec fork].each { |name| define_method(name) { |*| Kernel.fork } } }

# What the program is called with.
ENTRY = +"main.rb"

# As Ruby itself reports it, with the program's own frames only.
def __report(error, title = nil)
  $stderr.puts title if title
  if error.is_a?(SyntaxError) && error.backtrace_locations.nil?
    $stderr.puts "#{ENTRY}: #{error.detailed_message(highlight: false)}"
    return
  end
  one = error
  while one && !one.frozen?
    one.set_backtrace(__own(one.backtrace))
    one = one.cause
  end
  text = error.full_message(highlight: false, order: :top)
  $stderr.puts error.backtrace.to_a.empty? ? text.sub(/\A\S+?:\d+:in '.*?': /, "#{ENTRY}: ") : text
  $stderr.puts [NO_GEMS, INSTEAD[error.path]].compact.join(" ") if error.is_a?(LoadError) && error.path
end

# The exit code after what was registered for the end.
def __at_exit(code)
  while (block = AT_EXIT.pop)
    begin
      block.call
    rescue SystemExit => error
      code = error.status
    rescue Exception => error
      __report(error)
      code = 1
    end
  end
  code
end

def __codesala(in_base64)
  entry, *arguments = in_base64.unpack1("m").force_encoding(Encoding::UTF_8).split("\0", -1)
  $PROGRAM_NAME = entry
  ENTRY.replace(entry)
  ARGV.replace(arguments)
  source = File.read(entry, encoding: Encoding::UTF_8)
  if (at = source.index(/^__END__\r?\n/))
    Object.const_set(:DATA, File.open(entry))
    DATA.seek(source[0...at].bytesize + $&.bytesize)
  end
  begin
    RubyVM::InstructionSequence.compile_file_prism(entry).eval
    __at_exit(0)
  rescue SystemExit => error
    __at_exit(error.status)
  rescue Exception => error
    __at_exit(1) # where the error is $!
    __report(error)
    -1
  ensure
    $stdout.flush
  end
end
