import java.text.*;
import java.time.*;
import java.time.format.DateTimeFormatter;
import java.util.*;

public class Formats {
    public static void main(String[] args) {
        System.out.printf("%.2f %,d %08.3f %x %e %b %c %5s|%-5s|%n", 3.14159, 1234567, 2.5, 255, 12345.678, true, 'x', "ab", "cd");
        System.out.println(String.format(Locale.GERMANY, "%,.2f", 1234567.891));
        System.out.println(NumberFormat.getCurrencyInstance(Locale.US).format(1234.5));
        System.out.println(new DecimalFormat("#.##").format(2.345));
        System.out.println(LocalDate.of(2024, 2, 29).plusYears(1) + " " + Duration.ofMinutes(135));
        System.out.println(LocalDate.of(2024, 5, 1).format(DateTimeFormatter.ofPattern("EEE d MMM yyyy", Locale.ENGLISH)));
        System.out.println("ñandú 你好 🙂".length() + " ñandú 你好 🙂");
        System.out.println(0.1 + 0.2 + " " + (float) 1 / 3 + " " + 1e10 + " " + 100.0 + " " + Double.NaN);
    }
}
