#ifndef TOOLS_H
#define TOOLS_H

int twice(int number);

#endif
