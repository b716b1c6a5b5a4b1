require "fileutils"

FileUtils.touch("empty.txt")
p File.zero?("empty.txt"), (Time.now - File.mtime("empty.txt")).abs < 60
FileUtils.touch("empty.txt", mtime: Time.utc(2024, 2, 29, 12))
p File.mtime("empty.txt").utc, File.stat("empty.txt").mtime.year

File.write("old.txt", "old")
File.utime(Time.at(0), Time.at(86_400), "old.txt")
File.write("new.txt", "new")
puts Dir["*.txt"].sort_by { |path| File.mtime(path) }
puts FileUtils.uptodate?("new.txt", ["old.txt"])
File.open("old.txt", "a") { |file| file << "er" }
puts Dir["*.txt"].min_by { |path| File.mtime(path) }, File.mtime("old.txt") > Time.at(86_400)

File.open("count.txt", "w+") do |file|
  p file.flock(File::LOCK_EX)
  file.write(1)
  p (Time.now - file.mtime).abs < 60
  file.flock(File::LOCK_UN)
end

Dir.mkdir("folder")
begin
  File.read("folder")
rescue SystemCallError => error
  puts error.message
end
File.utime(0, 0, "nowhere.txt")
