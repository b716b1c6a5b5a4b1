def down(n)
  down(n + 1)
end
depth = 0
begin
  down(0)
rescue SystemStackError => e
  puts e.message, e.class
end
def count(n) = n.zero? ? 0 : 1 + count(n - 1)
p count(5000)

print(begin; down(0); rescue SystemStackError => e; e.full_message(highlight: false).lines.first(3).join; end)
