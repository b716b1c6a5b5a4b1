at_exit { puts "at the end, #{$!.inspect}" }
raise
