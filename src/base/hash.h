/* SPDX-License-Identifier: Apache-2.0 */
/* FNV-1a, 64 bits: for what has to come out the same on every machine, and
 * does not have to resist an attacker. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdint.h>

#include <agentlint/str.h>

#define HASH_START UINT64_C(14695981039346656037)
#define HASH_PRIME UINT64_C(1099511628211)

/* HASH, which begins as HASH_START, with the bytes of TEXT taken in. */
static inline uint64_t
hash_bytes(uint64_t hash, struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		hash = (hash ^ (unsigned char)text.ptr[i]) * HASH_PRIME;
	return hash;
}

/* The same with a separator behind them that no UTF-8 text holds. */
static inline uint64_t
hash_str(uint64_t hash, struct str text)
{
	return (hash_bytes(hash, text) ^ 0xff) * HASH_PRIME;
}

#endif
