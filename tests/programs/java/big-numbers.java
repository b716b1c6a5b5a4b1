import java.math.*;
import java.util.*;

public class BigNumbers {
    static BigInteger factorial(int n) {
        BigInteger result = BigInteger.ONE;
        for (int i = 2; i <= n; i++) result = result.multiply(BigInteger.valueOf(i));
        return result;
    }

    static boolean isPrime(int n) {
        if (n < 2) return false;
        for (int i = 2; (long) i * i <= n; i++) if (n % i == 0) return false;
        return true;
    }

    public static void main(String[] args) {
        System.out.println(factorial(30) + " " + factorial(30).bitLength() + " " + BigInteger.TWO.modPow(new BigInteger("100"), BigInteger.valueOf(97)));
        System.out.println(new BigDecimal("10").divide(new BigDecimal("3"), 5, RoundingMode.HALF_UP) + " " + new BigDecimal("1.10").equals(new BigDecimal("1.1")));
        System.out.println(isPrime(Integer.MAX_VALUE) + " " + Long.MAX_VALUE + " " + Double.MAX_VALUE + " " + Float.MIN_VALUE);
        System.out.println(Integer.toBinaryString(42) + " " + Integer.toHexString(-1) + " " + Integer.parseInt("ff", 16) + " " + Integer.bitCount(255) + " " + Long.numberOfTrailingZeros(8));
        System.out.println(Math.sqrt(2) + " " + Math.pow(2, 10) + " " + Math.round(-2.5) + " " + Math.ceil(1.2) + " " + Math.abs(Integer.MIN_VALUE) + " " + Math.hypot(3, 4));
        System.out.println(1.0 / 0 + " " + 0.0 / 0 + " " + (0.1f + 0.2f) + " " + 1e-5 + " " + 123456789.0 + " " + (int) Double.NaN + " " + (long) 1e30);
        long seconds = 60 * 60 * 24 * 365 * 100;
        System.out.println(seconds + " " + 100L * 365 * 24 * 3600 + " " + (short) 40000 + " " + 'a' / 2 + " " + 010 + " " + 0b101 + " " + 1_000);
        Random random = new Random(42);
        System.out.println(random.nextInt(100) + " " + random.nextInt(100) + " " + random.nextDouble());
        List<Integer> shuffled = new ArrayList<>(List.of(1, 2, 3, 4, 5));
        Collections.shuffle(shuffled, new Random(7));
        System.out.println(shuffled);
        System.out.println(new BigDecimal(1).divide(new BigDecimal(3)));
    }
}
