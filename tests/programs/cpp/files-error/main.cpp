#include "broken.h"

int main() { return broken(); }
