require "readline"
require "reline"

Readline.completion_proc = ->(word) { %w[add list quit].grep(/\A#{word}/) }
items = []
while (line = Readline.readline("> ", true))
  command, *words = line.split
  case command
  when "add" then items << words.join(" ")
  when "list" then puts items
  when "quit" then break
  end
end
puts Readline::HISTORY.to_a.inspect
p Reline.readline("last: "), Reline.readline
