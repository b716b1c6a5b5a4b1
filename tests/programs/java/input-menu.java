import java.util.*;

public class Bank {
    private static final Scanner scanner = new Scanner(System.in);
    private double balance = 100;

    class InsufficientFundsException extends Exception {
        InsufficientFundsException(double missing) {
            super(String.format("%.2f are missing", missing));
        }
    }

    void withdraw(double amount) throws InsufficientFundsException {
        if (amount > balance) throw new InsufficientFundsException(amount - balance);
        balance -= amount;
    }

    public static void main(String[] args) {
        Bank bank = new Bank();
        while (true) {
            System.out.print("1) Balance 2) Withdraw 3) Exit: ");
            int choice;
            try {
                choice = scanner.nextInt();
            } catch (InputMismatchException e) {
                System.out.println("Not a number: " + scanner.next());
                continue;
            }
            switch (choice) {
                case 1:
                    System.out.printf("%.2f%n", bank.balance);
                    break;
                case 2:
                    System.out.print("Amount: ");
                    try {
                        bank.withdraw(scanner.nextDouble());
                    } catch (InsufficientFundsException e) {
                        System.out.println("Sorry: " + e.getMessage());
                    }
                    break;
                case 3:
                    System.out.println("Bye");
                    System.exit(0);
                default:
                    System.out.println("Unknown choice");
            }
        }
    }
}
