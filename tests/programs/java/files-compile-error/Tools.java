class Tools {
    static int twice(int number) {
        return number * ;
    }
}
