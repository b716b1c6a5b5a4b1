require "minitest/autorun"
require "stringio"

def add(a, b) = a + b

class AddTest < Minitest::Test
  def test_right = assert_equal(3, add(1, 2))

  def test_wrong = assert_equal(4, add(1, 2))
end

# Without the seed and the seconds, which differ each time.
console, $stdout = $stdout, StringIO.new
Minitest.after_run do
  report, $stdout = $stdout.string, console
  puts report[/AddTest.*/], report[/^\d+ runs, .*/]
end
