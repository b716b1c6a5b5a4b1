#include "broken.h"

int broken() { return missing; }
