/* SPDX-License-Identifier: Apache-2.0 */
/* Edit distance (optimal string alignment), bounded to short words. */
#include <agentlint/nearest.h>

#include <string.h>

enum { WORD_MAX = 64 };

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool
same(struct str a, size_t i, struct str b, size_t j)
{
	return lower(a.ptr[i]) == lower(b.ptr[j]);
}

/* Fills ROW I of the table from the two rows before it. */
static void
fill_row(size_t rows[3][WORD_MAX + 1], size_t i, struct str a, struct str b)
{
	const size_t *before = rows[(i + 1) % 3];
	const size_t *above = rows[(i + 2) % 3];
	size_t *row = rows[i % 3];

	row[0] = i;
	for (size_t j = 1; j <= b.len; j++) {
		bool equal = same(a, i - 1, b, j - 1);

		row[j] = least(above[j], row[j - 1]) + 1;
		row[j] = least(row[j], above[j - 1] + !equal);
		if (i > 1 && j > 1 && same(a, i - 1, b, j - 2) &&
			same(a, i - 2, b, j - 1))
			row[j] = least(row[j], before[j - 2] + 1);
	}
}

static size_t
distance(struct str a, struct str b)
{
	size_t rows[3][WORD_MAX + 1];

	for (size_t j = 0; j <= b.len; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= a.len; i++)
		fill_row(rows, i, a, b);
	return rows[a.len % 3][b.len];
}

struct nearest
nearest_to(struct str word)
{
	size_t edits = word.len < 6 ? 1 : word.len / 3;

	return (struct nearest){ .word = word, .distance = edits + 1 };
}

void
nearest_offer(struct nearest *nearest, struct str name)
{
	struct str word = nearest->word;
	size_t found;

	if (!word.len || !name.len || word.len > WORD_MAX ||
		name.len > WORD_MAX)
		return;
	found = distance(word, name);
	/* A word of which every character changes is another word. */
	if (found >= nearest->distance || found >= least(word.len, name.len))
		return;
	nearest->found = name;
	nearest->distance = found;
}

struct str
nearest_of(struct str word, const char *const *names)
{
	struct nearest nearest = nearest_to(word);

	for (; *names; names++)
		nearest_offer(&nearest, str_of(*names));
	return nearest.found;
}
