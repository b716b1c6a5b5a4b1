puts "before"
abort "this program cannot go on"
