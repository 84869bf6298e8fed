/* SPDX-License-Identifier: Apache-2.0 */
/* An order of pointers into anything, to sort and search by. */
#ifndef BASE_POINTER_H
#define BASE_POINTER_H

#include <stdint.h>

/* Negative, 0 or positive as A lies before, at or behind B in memory. '<' is
 * only for pointers into one array (C17 6.5.8). */
static inline int
pointer_compare(const void *a, const void *b)
{
	return ((uintptr_t)a > (uintptr_t)b) - ((uintptr_t)a < (uintptr_t)b);
}

#endif
