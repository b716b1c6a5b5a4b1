import java.time.*;
import java.time.format.*;
import java.time.temporal.*;
import java.util.*;

public class Dates {
    public static void main(String[] args) {
        LocalDate date = LocalDate.parse("2024-02-28");
        System.out.println(date.plusDays(2) + " " + date.getDayOfWeek() + " " + date.isLeapYear() + " " + date.lengthOfMonth());
        System.out.println(ChronoUnit.DAYS.between(date, LocalDate.of(2025, 1, 1)) + " " + Period.between(date, LocalDate.of(2025, 1, 1)));
        LocalDateTime at = LocalDateTime.of(2024, Month.MARCH, 10, 9, 5);
        System.out.println(at + " " + at.format(DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm")) + " " + at.with(TemporalAdjusters.lastDayOfMonth()));
        ZonedDateTime zoned = at.atZone(ZoneId.of("America/New_York"));
        System.out.println(zoned + " " + zoned.withZoneSameInstant(ZoneId.of("UTC")) + " " + Instant.ofEpochSecond(0));
        System.out.println(Duration.between(at, at.plusHours(25).plusSeconds(3)) + " " + LocalTime.parse("23:30").plusMinutes(45));
        System.out.println(List.of(DayOfWeek.FRIDAY, DayOfWeek.MONDAY).stream().sorted().toList() + " " + Year.isLeap(1900) + " " + YearMonth.of(2024, 2).atEndOfMonth());
        try {
            LocalDate.of(2023, 2, 29);
        } catch (DateTimeException e) {
            System.out.println(e.getMessage());
        }
        LocalDate.parse("29/02/2024");
    }
}
