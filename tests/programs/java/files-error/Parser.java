class Parser {
    static int parse(String text) {
        return Integer.parseInt(text);
    }
}
