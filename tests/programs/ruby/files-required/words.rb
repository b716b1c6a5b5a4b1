module Words
  def self.longest = File.read("data/words.csv").split.max_by(&:size)
end
