# Where a program is: its traces have the frames of the program and of the library, none of what runs it.

# The path by which a trace names one of the program's files, without the folder.
def __own_path(line) = line[%r{\A/?+((?!usr/|eval:|<)[^:]+):\d+}, 1].then { |path| path if path && File.file?("/#{path}") }

BESIDE = /\A(eval:\d+|[^:]*):in '/ # what calls the program, or one of its blocks (ruby_blocks.rb)
STANDS_IN = /\Aeval:\d+:in '(Array|Range|Integer|String)#/

# Ruby shows what calls blocks at the program's line.
def __seen(trace)
  place = nil
  seen = trace.to_a.reverse.filter_map do |line|
    if __own_path(line)
      line = line.delete_prefix("/")
      place = line[/\A.*?:\d+/]
      next line
    end

    next place && line.sub(/\A.*?:\d+/, place) if line.match?(STANDS_IN)

    line if place && !line.match?(BESIDE)
  end
  seen.reverse
end

# Without the library's.
def __own(trace) = __seen(trace).select { |line| __own_path(line) }

def __part(trace, start, length) = trace[*(start.is_a?(Range) || length.any? ? [start, *length] : [start..])]

def __is_beside(location) = location.to_s.match?(BESIDE)

class Exception
  alias __backtrace backtrace
  alias __backtrace_locations backtrace_locations

  def backtrace = __backtrace&.then { |trace| __seen(trace) }
  def backtrace_locations = __backtrace_locations&.reject { |location| __is_beside(location) }
end

module Kernel
  alias __caller caller
  alias __caller_locations caller_locations

  def caller(start = 1, *length) = __part(__seen(__caller(1)), start, length)
  def caller_locations(start = 1, *length)
    __part(__caller_locations(1).reject { |location| __is_beside(location) }, start, length)
  end
  module_function :caller, :caller_locations
end
