require "csv"
require "date"
require "time"
require "tempfile"
require "fileutils"

CSV_TEXT = <<~CSV
  date,name,amount
  2024-01-15,"Smith, Ann",10.50
  2024-01-20,Bob,n/a
  2024-02-29,Cleo,7
CSV

File.write("in.csv", CSV_TEXT)
puts File.size("in.csv"), File.exist?("nope"), File.extname("a/b.tar.gz"), File.basename("a/b.rb", ".rb"), File.join("a", "b")
rows = CSV.read("in.csv", headers: true)
p rows.headers, rows.first.to_h, rows.size
totals = Hash.new { |h, k| h[k] = [] }
rows.each.with_index(2) do |row, line|
  totals[Date.parse(row["date"]).strftime("%b %Y")] << Float(row["amount"])
rescue ArgumentError => e
  warn "line #{line}: #{e.message}"
end
p totals
totals.each { |month, list| puts format("%-10s %8.2f %3d", month, list.sum, list.size) }
out = CSV.generate(col_sep: ";") { |csv| csv << ["a;b", nil, 1.5] << ["say \"x\"", "", :sym] }
puts out
FileUtils.mkdir_p("out/deep")
File.open("out/log.txt", "w") do |f|
  f.puts "first", ["second", "third"]
  f.print "no newline", 1
  f << "!" << "\n"
end
File.foreach("out/log.txt").with_index(1) { |l, i| puts "#{i}: #{l}" }
File.open("out/log.txt", "a") { |f| f.write("end", "\n") }
p File.readlines("out/log.txt", chomp: true), IO.readlines("out/log.txt").last
p Dir.children("out").sort, Dir.glob("**/*.txt"), File.directory?("out/deep"), Dir.exist?("x")
Tempfile.create("t") { |t| t.write("abc"); t.rewind; p t.read(2), t.getc, t.getc }
File.rename("out/log.txt", "out/old.txt")
p File.file?("out/log.txt"), File.open("out/old.txt", &:gets), File.read("out/old.txt").lines.map(&:length)

d = Date.new(2024, 2, 28)
puts d + 2, d >> 12, d.next_month, d.cwday, d.yday, d.leap?, (Date.new(2024, 12, 25) - d).to_i, d.strftime("%A, %d %B %Y")
p d, Date.valid_date?(2023, 2, 29), (d..d + 2).map(&:day), d.saturday?, Date.parse("3rd Feb 2001").to_s
t = Time.utc(2024, 3, 10, 9, 5, 7)
puts t, t + 3600, t.iso8601, t.strftime("%I:%M %p %j %s %-d/%-m/%y"), (t - Time.utc(2024, 3, 9)).class, t.wday
p t, Time.at(0).utc, Time.parse("2024-01-01 10:00:00 +0200").utc.hour
begin
  Date.parse("not a date")
rescue Date::Error => e
  puts e.class, e.message
end
begin
  Date.new(2023, 2, 30)
rescue ArgumentError => e
  puts e.message
end
log = "2024-01-01 ERROR [db] lost\n2024-01-02 INFO [web] ok\n"
log.each_line do |l|
  next unless (m = l.match(/^(?<day>\S+) (?<level>[A-Z]+) \[(\w+)\] (?<msg>.*)$/))
  p m[:level], m.named_captures, m.pre_match
end
puts "a-b_c d".gsub(/[-_ ]/, "-" => "+", "_" => "."), "John Smith".sub(/(\w+) (\w+)/, '\2, \1'), $~[0], "x1y22".gsub(/\d+/) { |n| (n.to_i * 2).to_s }
File.open("missing.txt") { |f| puts f.read }
