// errno with the numbers of Linux: see errors.cpp.
#pragma once
#ifdef __cplusplus
extern "C"
#endif
    int *
    __errno_location(void);
#define errno (*__errno_location())
