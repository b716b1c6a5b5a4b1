namespace Bank {
  export interface Account {
    id: string;
    balance: number;
  }
  export function withdraw(account: Account, amount: number): Account {
    if (amount > account.balance) {
      throw new Error(`only ${account.balance} left`);
    }
    return { ...account, balance: account.balance - amount };
  }
}

const account: Bank.Account = { id: "a", balance: 10 };
console.log(Bank.withdraw(account, 4));
Bank.withdraw(account, 40);
