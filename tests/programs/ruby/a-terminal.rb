begin
  require "io/console"
  puts $stdin.respond_to?(:getch)
rescue LoadError => error
  puts "#{error.class}: #{error.path}"
end
require "io/console"
