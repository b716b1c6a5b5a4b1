import java.time.DayOfWeek;

class Modern {
    static int letters(DayOfWeek day) {
        return switch (day) {
            case MONDAY, FRIDAY, SUNDAY -> 6;
            case TUESDAY -> 7;
            default -> {
                var name = day.toString();
                yield name.length();
            }
        };
    }

    public static void main(String[] args) {
        for (var day : DayOfWeek.values()) System.out.print(letters(day) + " ");
        System.out.println();
        var text = """
            {
              "name": "Ana",\t"quote": "\\"x\\""
            }""";
        System.out.println(text);
        System.out.println("%d items".formatted(3) + " ab".repeat(2).strip() + " ".isBlank());
    }
}
