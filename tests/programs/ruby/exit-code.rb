at_exit { puts "last" }
at_exit { puts "first"; $stdout.flush }
begin
  puts "before"
  exit 3
ensure
  puts "ensured"
end
