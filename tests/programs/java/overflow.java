import java.math.*;

class Overflow {
    public static void main(String[] args) {
        int big = Integer.MAX_VALUE;
        System.out.println(big + 1);
        System.out.println((byte) 200 + " " + (int) 3.99 + " " + (char) ('a' + 1) + ('a' + 1) + " " + (-7) / 2 + " " + (-7) % 3 + " " + Math.floorMod(-7, 3));
        System.out.println(1L << 40 | 1);
        System.out.println((-1) >>> 28);
        System.out.println(new BigInteger("2").pow(100) + " " + new BigDecimal("0.1").add(new BigDecimal("0.2")));
        Integer a = 127, b = 127, c = 1000, d = 1000;
        System.out.println((a == b) + " " + c.equals(d));
        System.out.println("ab" == new String("ab").intern());
        try {
            Math.addExact(big, 1);
        } catch (ArithmeticException e) {
            System.out.println(e.getMessage());
        }
    }
}
