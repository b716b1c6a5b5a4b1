require "tempfile"
require "tmpdir"

File.write("kept.txt", "kept")
p %w[kept.txt main.rb . nowhere].map { |path| [File.readable?(path), File.writable?(path), File.exist?(path)] }
p File.stat("kept.txt").readable?, File.executable?(".")

Tempfile.create(["report", ".csv"]) do |file|
  file.puts "a,b", "1,2"
  file.rewind
  p file.read, File.extname(file.path), file.path.start_with?(Dir.tmpdir)
end
file = Tempfile.new("other")
file.write("other")
file.close
p File.read(file.path), file.size
path = file.path
file.close!
p File.exist?(path)

inside = Dir.mktmpdir do |folder|
  File.write(File.join(folder, "x.txt"), "x")
  p Dir.children(folder), Dir.exist?(folder)
  folder
end
p Dir.exist?(inside)
File.write("/tmp/of-codesala.txt", "by its path")
p File.read("/tmp/of-codesala.txt"), Dir.children(".").sort
File.delete("/tmp/of-codesala.txt")

Dir.mkdir("out")
begin
  Dir.mkdir("out")
rescue Errno::EEXIST => error
  puts error.message
end
begin
  Dir.mkdir("kept.txt")
rescue SystemCallError => error
  puts error.class
end
Dir.mkdir("tmp")
File.write("tmp/own.txt", "own")
p Dir.glob("**/*.txt").sort, Dir.children(".").sort, Dir.children("tmp")
begin
  Dir.mkdir("tmp")
rescue SystemCallError => error
  puts error.message
end
begin
  Dir.mkdir("no/where")
rescue SystemCallError => error
  puts error.message
end
