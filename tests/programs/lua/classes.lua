-- Inheritance, super calls, class methods, and a field that hides a method.
local Animal = {}
Animal.__index = Animal
Animal.count = 0

function Animal.new(name)
  local self = setmetatable({}, Animal)
  self.name = name
  Animal.count = Animal.count + 1
  return self
end

function Animal:speak() return self.name .. " makes a sound" end
function Animal:describe() return "I am " .. self.name .. ": " .. self:speak() end

local Dog = setmetatable({}, { __index = Animal, __call = function(class, ...) return class.new(...) end })
Dog.__index = Dog

function Dog.new(name, breed)
  local self = setmetatable(Animal.new(name), Dog)
  self.breed = breed
  return self
end

function Dog:speak() return Animal.speak(self):gsub("a sound", "Woof") end

local animals = { Animal.new("Cat"), Dog("Rex", "Collie") }
for _, animal in ipairs(animals) do print(animal:describe()) end
print(Animal.count, getmetatable(animals[2]) == Dog, animals[2].breed)

local Account = {}
Account.__index = Account
function Account.new(balance) return setmetatable({ balance = balance }, Account) end
function Account:withdraw(amount)
  if amount > self.balance then error({ code = "FUNDS", missing = amount - self.balance }) end
  self.balance = self.balance - amount
  return self.balance
end
local account = Account.new(100)
print(pcall(account.withdraw, account, 30))
local ok, problem = pcall(account.withdraw, account, 100)
print(ok, type(problem), problem.code, problem.missing)
account.withdraw(50)
