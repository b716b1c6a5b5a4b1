class Account
  Insufficient = Class.new(StandardError)
  def initialize(balance) = @balance = balance

  def withdraw(amount)
    raise Insufficient, "missing #{amount - @balance}" if amount > @balance
    @balance -= amount
  end
end

def run
  account = Account.new(100)
  puts account.withdraw(30)
  [50, 60].each { |amount| account.withdraw(amount) }
end

run
