/* SPDX-License-Identifier: Apache-2.0 */
/* Who may come stands left of the agent, what it can reach right of it, always
 * at the same spots; only the lines differ, and the words. */
#include "report/html.h"

#include "report/xml.h"

/* Units of the picture, which are pixels when it is as wide as it is drawn. */
enum {
	WIDTH = 388,
	HEIGHT = 322,
	MIDDLE = HEIGHT / 2,
	BOX = 40,   /* height */
	PITCH = 47, /* from one box to the next */
	LEFT = 98,  /* width of the boxes on the left */
	AGENT = 142,
	AGENT_END = 202,
	RIGHT = 256,
	PORT = 12, /* of the agent's two doors, above and below its middle */
	STOP = 9,  /* how far before its end a line stops that is closed */
};

static const char *const signs[] = {
	[TRUTH_NO] = "\xE2\x9C\x93", /* U+2713 */
	[TRUTH_MAYBE] = "?",
	[TRUTH_YES] = "\xE2\x96\xB2", /* U+25B2 */
};

/* A box with its name, and below it the answer. */
static void
print_box(FILE *out, int x, int middle, int width, const char *name,
	enum truth truth)
{
	const char *answer = html_truth_name(truth);

	fprintf(out,
		"<g class=\"%s\"><rect x=\"%d\" y=\"%d\" width=\"%d\" "
		"height=\"%d\" rx=\"6\"/>"
		"<text x=\"%d\" y=\"%d\" class=\"name\">%s</text>"
		"<text x=\"%d\" y=\"%d\">%s %s</text>",
		answer, x + 1, middle - BOX / 2, width - 2, BOX, x + 10,
		middle - 4, name, x + 10, middle + 13, signs[truth], answer);
}

/* A line from one point to another, with an arrow at its end or, when it is
 * closed, a bar before it. */
static void
print_line(FILE *out, int x, int y, int end, int end_y, enum truth truth)
{
	int stop = truth == TRUTH_NO ? end - STOP : end;
	int bend = (x + stop) / 2;

	fprintf(out, "<path class=\"line\" d=\"M%d %dC%d %d %d %d %d %d\"/>", x,
		y, bend, y, bend, end_y, stop, end_y);
	if (truth == TRUTH_NO)
		fprintf(out, "<path class=\"line\" d=\"M%d %dv14\"/>", stop,
			end_y - 7);
	else
		fprintf(out, "<path class=\"tip\" d=\"M%d %dl-9-5v10z\"/>", end,
			end_y);
	fputs("</g>\n", out);
}

static void
print_targets(FILE *out, const struct glance *glances)
{
	for (int i = TARGET_INTERNET; i < TARGET_CALLERS; i++) {
		enum target target = (enum target)i;
		int middle = BOX / 2 + (i - TARGET_INTERNET) * PITCH;

		print_box(out, RIGHT, middle, WIDTH - RIGHT,
			target_name(target), glances[i].truth);
		print_line(out, AGENT_END, MIDDLE, RIGHT, middle,
			glances[i].truth);
	}
}

static void
print_visitors(FILE *out, const struct glance *glances)
{
	for (int i = TARGET_CALLERS; i < TARGET_COUNT; i++) {
		enum target target = (enum target)i;
		int side = i == TARGET_CALLERS ? -1 : 1;
		int middle = MIDDLE + side * PITCH;

		print_box(out, 0, middle, LEFT, target_name(target),
			glances[i].truth);
		print_line(out, LEFT, middle, AGENT, MIDDLE + side * PORT,
			glances[i].truth);
	}
}

void
html_picture(struct html *html, struct str id, const struct glance *glances)
{
	FILE *out = html->out;

	fprintf(out,
		"<svg role=\"img\" viewBox=\"0 -1 %d %d\" aria-label=\"What ",
		WIDTH, HEIGHT + 2);
	xml_print(out, id);
	fputs(" can reach and who can reach it; the table says the same\">\n",
		out);
	print_targets(out, glances);
	print_visitors(out, glances);
	fprintf(out,
		"<g class=\"self\"><rect x=\"%d\" y=\"%d\" width=\"%d\" "
		"height=\"%d\" rx=\"6\"/><text x=\"%d\" y=\"%d\" "
		"class=\"name\" text-anchor=\"middle\">agent</text></g>\n"
		"</svg>\n",
		AGENT, MIDDLE - 28, AGENT_END - AGENT, 56,
		(AGENT + AGENT_END) / 2, MIDDLE + 5);
}
