/* SPDX-License-Identifier: Apache-2.0 */
/* The text of one file: its encoding, and where its lines begin. */
#include "load/source.h"

#include <stdio.h>
#include <string.h>

#include <utf8proc.h>

enum {
	LINES_PER_CHECKPOINT = 16,
	REPLACEMENT = 0xFFFD,
	MOST_CHARACTERS = 8, /* that are told of in one file */
};

bool
source_is_reported(const struct source *source)
{
	return !source->context && (!source->lines || source->lines->differs);
}

void
source_add_problem(struct source *source, struct problem problem)
{
	source->problems = arena_grow(&source->arena, source->problems,
		source->problem_count, &source->problem_capacity,
		sizeof(*source->problems));
	source->problems[source->problem_count++] = problem;
}

bool
source_is_broken(const struct source *source)
{
	for (size_t i = 0; i < source->problem_count; i++)
		if (problem_is_trouble(source->problems[i].kind))
			return true;
	return false;
}

/* YAML 1.1 section 5.1, as libyaml's reader has it. */
static bool
is_printable(utf8proc_int32_t c)
{
	return c == 0x09 || c == 0x0A || c == 0x0D ||
	       (c >= 0x20 && c <= 0x7E) || c == 0x85 ||
	       (c >= 0xA0 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) ||
	       (c >= 0x10000 && c <= 0x10FFFF);
}

/* The code point at the start of BYTES, with its length in *LEN; or -1 and
 * length 1 for what is no UTF-8. */
static utf8proc_int32_t
decode(struct str bytes, size_t *len)
{
	utf8proc_int32_t c;
	utf8proc_ssize_t used =
		utf8proc_iterate((const utf8proc_uint8_t *)bytes.ptr,
			(utf8proc_ssize_t)bytes.len, &c);

	*len = used > 0 ? (size_t)used : 1;
	return used > 0 ? c : -1;
}

/* The length of the line break at the start of S, or 0: the breaks of
 * YAML 1.1, which libyaml counts lines by. */
static size_t
break_length(struct str s)
{
	if (!s.len)
		return 0;
	switch ((unsigned char)s.ptr[0]) {
	case '\n':
		return 1;
	case '\r':
		return s.len > 1 && s.ptr[1] == '\n' ? 2 : 1;
	case 0xC2:
		return str_starts(s, "\xC2\x85") ? 2 : 0;
	case 0xE2:
		return str_starts(s, "\xE2\x80\xA8") ||
				       str_starts(s, "\xE2\x80\xA9")
			       ? 3
			       : 0;
	}
	return 0;
}

/* Whether each of the 8 bytes is printable ASCII; never true when one is not,
 * and false for some only when another is not. */
static bool
are_plain(uint64_t bytes)
{
	const uint64_t each = UINT64_MAX / UINT8_MAX;

	return !(
		(bytes | (bytes - each * 0x20) | (bytes + each)) & each * 0x80);
}

/* Bytes of printable ASCII at the start of S: what needs no second look. */
static size_t
plain_length(struct str s)
{
	size_t i = 0;
	uint64_t bytes;

	for (; i + sizeof(bytes) <= s.len; i += sizeof(bytes)) {
		memcpy(&bytes, s.ptr + i, sizeof(bytes));
		if (!are_plain(bytes))
			break;
	}
	while (i < s.len && s.ptr[i] >= 0x20 && s.ptr[i] < 0x7F)
		i++;
	return i;
}

bool
source_has_other_breaks(const struct source *source)
{
	struct str rest = source->text;

	while (!source->lf_only && rest.len) {
		size_t len = break_length(rest);

		if (len && rest.ptr[len - 1] != '\n')
			return true;
		rest = str_from(rest, len ? len : 1);
	}
	return false;
}

static void
add_checkpoint(struct source *source, size_t *capacity, size_t offset)
{
	source->checkpoints = arena_grow(&source->arena, source->checkpoints,
		source->checkpoint_count, capacity,
		sizeof(*source->checkpoints));
	source->checkpoints[source->checkpoint_count++] = offset;
}

/* Records where every 16th line starts; false when the text holds what is no
 * text. */
static bool
index_lines(struct source *source)
{
	struct str rest = source->text;
	size_t capacity = 0;
	size_t lines = 0;

	source->ascii = true;
	source->lf_only = true;
	source->checkpoint_count = 0;
	add_checkpoint(source, &capacity, 0);
	while (true) {
		size_t len;

		rest = str_from(rest, plain_length(rest));
		if (!rest.len)
			return true;
		len = break_length(rest);
		source->ascii = source->ascii && (rest.ptr[0] & 0x80) == 0;
		source->lf_only =
			source->lf_only && (!len || rest.ptr[0] == '\n');
		if (!len) {
			if (!is_printable(decode(rest, &len)))
				return false;
			rest = str_from(rest, len);
			continue;
		}
		rest = str_from(rest, len);
		if (++lines == LINES_PER_CHECKPOINT) {
			add_checkpoint(
				source, &capacity, source->text.len - rest.len);
			lines = 0;
		}
	}
}

static void
add_character_problem(struct source *source, struct mark at, utf8proc_int32_t c,
	unsigned char byte)
{
	struct problem problem = {
		.kind = PROBLEM_SYNTAX,
		.passed = true,
		.place = { source, { at, { at.line, at.column + 1 } } },
	};

	if (c >= 0)
		problem.message = arena_printf(&source->arena,
			"control character U+%04X", (unsigned)c);
	else if (source->utf16)
		problem.message = STR("invalid UTF-16: half of a character");
	else
		problem.message = arena_printf(
			&source->arena, "invalid UTF-8: byte 0x%02x", byte);
	source_add_problem(source, problem);
}

/* Appends the code point C to a buffer with room for it. */
static size_t
encode(utf8proc_int32_t c, char *out)
{
	return (size_t)utf8proc_encode_char(c, (utf8proc_uint8_t *)out);
}

/* Copies TEXT, each character that is no text replaced. The first of a line is
 * a problem, in a few lines: a binary file is not to drown the report. */
static void
replace_bad_characters(struct source *source, struct str text)
{
	struct str rest = text;
	char *out = arena_alloc(&source->arena, text.len * 3 + 1);
	char *end = out;
	struct mark at = { 1, 1 };
	uint32_t last = 0; /* the line of the last problem */
	int reported = 0;

	while (rest.len) {
		size_t len;
		size_t line_break = break_length(rest);
		utf8proc_int32_t c = decode(rest, &len);

		if (c < 0 || !is_printable(c)) {
			if (at.line != last && reported++ < MOST_CHARACTERS)
				add_character_problem(source, at, c,
					(unsigned char)rest.ptr[0]);
			last = at.line;
			end += encode(REPLACEMENT, end);
		} else {
			len = line_break ? line_break : len;
			memcpy(end, rest.ptr, len);
			end += len;
		}
		at.column++;
		if (line_break)
			at = (struct mark){ at.line + 1, 1 };
		rest = str_from(rest, len);
	}
	source->text = (struct str){ out, (size_t)(end - out) };
}

/* One UTF-16 code unit. */
static utf8proc_int32_t
unit_at(struct str bytes, size_t index, bool big_endian)
{
	unsigned char a = (unsigned char)bytes.ptr[index * 2];
	unsigned char b = (unsigned char)bytes.ptr[index * 2 + 1];

	return big_endian ? a << 8 | b : b << 8 | a;
}

static bool
is_surrogate(utf8proc_int32_t unit, utf8proc_int32_t first)
{
	return unit >= first && unit < first + 0x400;
}

/* UTF-16 without its BOM as UTF-8. A surrogate without the other one, and a
 * byte that is left over, become a byte that is no UTF-8. */
static struct str
from_utf16(struct source *source, struct str bytes, bool big_endian)
{
	size_t count = bytes.len / 2;
	char *out = arena_alloc(&source->arena, count * 3 + 1);
	char *end = out;

	source->utf16 = true;
	for (size_t i = 0; i < count; i++) {
		utf8proc_int32_t c = unit_at(bytes, i, big_endian);

		if (is_surrogate(c, 0xD800) && i + 1 < count &&
			is_surrogate(unit_at(bytes, i + 1, big_endian), 0xDC00))
			c = 0x10000 + ((c - 0xD800) << 10) +
			    (unit_at(bytes, ++i, big_endian) - 0xDC00);
		if (is_surrogate(c, 0xD800) || is_surrogate(c, 0xDC00))
			*end++ = '\xFF';
		else
			end += encode(c, end);
	}
	if (bytes.len % 2)
		*end++ = '\xFF';
	return (struct str){ out, (size_t)(end - out) };
}

void
source_set_text(struct source *source, struct str path, struct str bytes)
{
	source->path = path;
	if (str_starts(bytes, "\xEF\xBB\xBF"))
		bytes = str_from(bytes, 3);
	else if (str_starts(bytes, "\xFF\xFE"))
		bytes = from_utf16(source, str_from(bytes, 2), false);
	else if (str_starts(bytes, "\xFE\xFF"))
		bytes = from_utf16(source, str_from(bytes, 2), true);
	source->text = bytes;
	if (index_lines(source))
		return;
	replace_bad_characters(source, bytes);
	index_lines(source);
}

/* The length of the line at the start of TEXT, without its break. */
static size_t
line_length(const struct source *source, struct str text)
{
	size_t len = 0;

	if (source->lf_only)
		return str_find(text, '\n');
	while (len < text.len && !break_length(str_from(text, len)))
		len++;
	return len;
}

/* The text from the start of line NUMBER to the end; empty past the end. */
static struct str
text_from_line(const struct source *source, uint32_t number)
{
	size_t checkpoint = number ? (number - 1) / LINES_PER_CHECKPOINT : 0;
	uint32_t line;
	struct str rest;

	if (!number || checkpoint >= source->checkpoint_count)
		return (struct str){ 0 };
	line = (uint32_t)(checkpoint * LINES_PER_CHECKPOINT + 1);
	rest = str_from(source->text, source->checkpoints[checkpoint]);
	for (; line < number && rest.len; line++) {
		rest = str_from(rest, line_length(source, rest));
		rest = str_from(rest, break_length(rest));
	}
	return rest;
}

struct str
source_line(const struct source *source, uint32_t number)
{
	struct str rest = text_from_line(source, number);

	return str_head(rest, line_length(source, rest));
}

size_t
source_column_offset(struct str line, uint32_t column)
{
	size_t offset = 0;

	for (; column > 1 && offset < line.len; column--) {
		size_t len;

		decode(str_from(line, offset), &len);
		offset += len;
	}
	return offset;
}

size_t
source_offset(const struct source *source, struct mark mark)
{
	struct str rest = text_from_line(source, mark.line);
	struct str line = source_line(source, mark.line);

	return source->text.len - rest.len +
	       source_column_offset(line, mark.column);
}

static int
compare_numbers(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

int
place_compare(struct place a, struct place b)
{
	struct str left = a.source ? a.source->path : STR("");
	struct str right = b.source ? b.source->path : STR("");
	int order = a.source == b.source ? 0 : str_compare(left, right);

	if (!order)
		order = compare_numbers(a.span.start.line, b.span.start.line);
	if (!order)
		order = compare_numbers(
			a.span.start.column, b.span.start.column);
	return order;
}

struct mark
source_advance(
	const struct source *source, struct mark mark, size_t start, size_t end)
{
	struct str rest = str_from(str_head(source->text, end), start);

	while (rest.len) {
		size_t len = plain_length(rest);
		size_t line_break;

		mark.column += (uint32_t)len;
		rest = str_from(rest, len);
		line_break = break_length(rest);
		if (line_break)
			mark = (struct mark){ mark.line + 1, 1 };
		else if (rest.len)
			mark.column +=
				((unsigned char)rest.ptr[0] & 0xC0) != 0x80;
		rest = str_from(rest, line_break ? line_break : 1);
	}
	return mark;
}

bool
source_line_is_outside(struct str line)
{
	line = str_trim(line);
	return !line.len || str_starts(line, "#") || str_starts(line, "%") ||
	       str_is(line, "---") || str_starts(line, "--- #") ||
	       str_is(line, "...");
}
