require "json"
require "time"
require "date"
require "securerandom"
require "digest"
require "benchmark"
require "csv" rescue nil
require "erb"
require "yaml"
require "stringio"
require "tempfile"
require "forwardable"
require "singleton"
require "observer" rescue nil
require "shellwords"
require "optparse"
require "open3" rescue nil
require "timeout"
require "logger" rescue nil
require "matrix" rescue nil
data = JSON.parse('{"name": "Ada", "tags": ["a", null, 1.5, true], "nested": {"x": 1}}')
p data, data["nested"]["x"], JSON.parse('{"a": 1}', symbolize_names: true)
puts JSON.generate(data), JSON.pretty_generate({ a: [1, { b: nil }], c: "é\n" }), { "k" => :v }.to_json, [1, "two", nil].to_json
begin
  JSON.parse("{oops}")
rescue JSON::ParserError => e
  puts e.class
end
t = Time.parse("2026-11-26 14:30:00 UTC")
puts t.strftime("%Y-%m-%d %H:%M:%S %A %j %b"), t.iso8601, (t + 86_400).day, t.year, Time.at(0).utc.iso8601, t.utc?, (Time.now - t).class
d = Date.new(2026, 2, 28)
puts d + 1, d >> 1, d.leap?, (Date.new(2026, 12, 25) - d).to_i, d.strftime("%d/%m/%Y"), d.cwday, Date.parse("3rd Feb 2001"), Date.valid_date?(2026, 2, 30), (d..d + 2).map(&:day).inspect
puts Digest::MD5.hexdigest("a"), Digest::SHA256.hexdigest("a")[0, 16], SecureRandom.hex(4).size, SecureRandom.uuid.size
puts ERB.new("<% 2.times do |i| %><%= i %>,<% end %>").result, { "a" => [1, nil, "x: y"] }.to_yaml, YAML.load("a: 1\nb: [x, 2]").inspect
io = StringIO.new("one\ntwo\n")
p io.gets, io.read, io.eof?
out = StringIO.new
$stdout = out
puts "captured"
$stdout = STDOUT
p out.string
class Stack
  extend Forwardable
  def_delegators :@items, :push, :pop, :size
  def_delegator :@items, :last, :peek
  def initialize = @items = []
end
s = Stack.new
s.push(1); s.push(2)
p s.peek, s.pop, s.size
class One; include Singleton; end
p One.instance.equal?(One.instance), (One.new rescue $!.class)
p Benchmark.realtime { 1 + 1 }.class, "a 'b c'".shellsplit
File.write("notes.txt", "line 1\nline 2\n")
File.open("notes.txt", "a") { |f| f.puts "line 3"; f.print "end" }
puts File.read("notes.txt"), File.exist?("notes.txt"), File.size("notes.txt"), File.readlines("notes.txt", chomp: true).inspect, File.extname("a/b.rb"), File.basename("a/b.rb", ".rb"), File.join("a", "b")
File.foreach("notes.txt").with_index { |line, i| print i, line }
puts
Dir.mkdir("folder") unless Dir.exist?("folder")
File.write("folder/x.txt", "x")
p Dir.children("folder"), Dir.glob("folder/*.txt"), (File.read("nothing.txt") rescue $!.message)
File.delete("folder/x.txt", "notes.txt"); Dir.rmdir("folder")
p Marshal.load(Marshal.dump([1, { a: "b" }])), ENV.fetch("NO_SUCH", "none"), [1, 2].pack("s*").bytes, Process.clock_gettime(Process::CLOCK_MONOTONIC).class, rand.class, Comparable.class
