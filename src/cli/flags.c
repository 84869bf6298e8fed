/* SPDX-License-Identifier: Apache-2.0 */
/* The options of the command line. */
#include "cli/flag.h"

#include <assert.h>
#include <stdint.h>

#include "cli/store.h"
#include "load/load.h"

static const char *const severities[] = {
#define SEVERITY_TEXT_(name_, text_) text_,
	SEVERITIES(SEVERITY_TEXT_)
#undef SEVERITY_TEXT_
		NULL,
};

static const char *const agents_modes[] = {
	[AGENTS_ALL] = "all",
	[AGENTS_AUTO] = "auto",
	NULL,
};

static const char *const color_modes[] = {
	[COLOR_AUTO] = "auto",
	[COLOR_ALWAYS] = "always",
	[COLOR_NEVER] = "never",
	NULL,
};

static const char *const shells[] = { "bash", "zsh", "fish", NULL };

const struct flag flags[] = {
	{
		.name = "format",
		.letter = 'f',
		.group = FLAG_REPORT,
		.value = VALUE_OF_FORMAT,
		.argument = "FORMAT",
		.help = "write the findings in that format",
		.manual = "May be given several times, each but one with an "
			  "'--output' of its own behind it: one run then "
			  "writes several reports.",
		.store = store_format,
	},
	{
		.name = "output",
		.letter = 'o',
		.group = FLAG_REPORT,
		.value = VALUE_OF_FILE,
		.argument = "FILE",
		.help = "write the report of the '--format' before it to that "
			"file instead of standard output",
		.manual = "Without a '--format' before it, it belongs to the "
			  "first one, or to the text that is written without "
			  "any. A '-' is standard output. The file is replaced "
			  "when the report is whole, and never when it is one "
			  "that is linted.",
		.store = store_output,
	},
	{
		.name = "min-severity",
		.group = FLAG_REPORT,
		.value = VALUE_OF_CHOICES,
		.argument = "LEVEL",
		.choices = severities,
		.help = "report findings from that severity on: note, warning "
			"(default) or error",
		.manual = "What is not reported is counted in the summary. "
			  "When '--fail-on' asks for less, that is the "
			  "default.",
		.store = store_min_severity,
		.at = offsetof(struct options, min_severity),
	},
	{
		.name = "fail-on",
		.group = FLAG_REPORT,
		.value = VALUE_OF_CHOICES,
		.argument = "LEVEL",
		.choices = severities,
		.help = "exit with status 1 when there are findings of that "
			"severity or above: note, warning (default) or error",
		.store = store_choice,
		.at = offsetof(struct options, fail_on),
	},
	{
		.name = "exit-zero",
		.group = FLAG_REPORT,
		.help = "exit with status 0 even when there are findings",
		.manual = "For steps that upload a report and leave the "
			  "judgement to who reads it. Input or configuration "
			  "that cannot be read still exits with status 2.",
		.store = store_true,
		.at = offsetof(struct options, exit_zero),
	},
	{
		.name = "posture",
		.group = FLAG_REPORT,
		.help = "print, instead of findings, how each agent stands: "
			"its seven layers, whom it reaches and who reaches it",
		.manual =
			"As text, json, html or dot; see POSTURE below. Whatever "
			"it prints, the exit status is 0, or 2 as always.",
		.store = store_true,
		.at = offsetof(struct options, posture),
	},
	{
		.name = "quiet",
		.letter = 'q',
		.group = FLAG_REPORT,
		.help = "print one line for each finding, and no summary",
		.store = store_true,
		.at = offsetof(struct options, quiet),
	},
	{
		.name = "verbose",
		.letter = 'v',
		.group = FLAG_REPORT,
		.help = "say on standard error which configuration is in force, "
			"what is set aside and why, and what excuses nothing; "
			"'--show-files' tells of every file",
		.store = store_true,
		.at = offsetof(struct options, verbose),
	},
	{
		.name = "color",
		.group = FLAG_REPORT,
		.value = VALUE_OF_CHOICES,
		.argument = "WHEN",
		.choices = color_modes,
		.help = "colour text: auto (default: on a terminal), always or "
			"never",
		.store = store_choice,
		.at = offsetof(struct options, color),
	},
	{
		.name = "select",
		.group = FLAG_RULES,
		.value = VALUE_OF_RULES,
		.argument = "RULES",
		.help = "judge by these rules alone; ids or modules, joined by "
			"commas",
		.manual = "May be repeated.",
		.store = store_rules,
		.at = offsetof(struct options, select),
	},
	{
		.name = "ignore",
		.group = FLAG_RULES,
		.value = VALUE_OF_RULES,
		.argument = "RULES",
		.help = "leave these rules out; ids or modules, joined by "
			"commas",
		.manual = "May be repeated. Takes away from what '--select' "
			  "names.",
		.store = store_rules,
		.at = offsetof(struct options, ignore),
	},
	{
		.name = "baseline",
		.group = FLAG_RULES,
		.value = VALUE_OF_FILE,
		.argument = "FILE",
		.help = "do not report the findings that the file lists",
		.manual = "They are counted in the summary. A finding is "
			  "known by its rule, its object and its field, not "
			  "by its line. Without the option, the file that "
			  "'baseline' in the configuration names.",
		.store = store_text,
		.at = offsetof(struct options, baseline),
	},
	{
		.name = "write-baseline",
		.group = FLAG_RULES,
		.value = VALUE_OF_FILE,
		.argument = "FILE",
		.help = "write what would be reported into the file, for "
			"'--baseline', and report nothing",
		.manual = "No file is overwritten but another baseline.",
		.store = store_text,
		.at = offsetof(struct options, write_baseline),
	},
	{
		.name = "changed",
		.group = FLAG_RULES,
		.help = "report only what has to do with changes since the "
			"last commit",
		.manual = "A finding is reported when a line that it points "
			  "at has changed, or when it was not there before: "
			  "see CHANGES. The rest is counted in the summary.",
		.store = store_true,
		.at = offsetof(struct options, changed),
	},
	{
		.name = "new-from-rev",
		.group = FLAG_RULES,
		.value = VALUE_OF_TEXT,
		.argument = "REV",
		.help = "report only what has to do with changes since that "
			"revision of git",
		.manual = "'main...' is the commit at which this branch left "
			  "main.",
		.store = store_text,
		.at = offsetof(struct options, new_from_rev),
	},
	{
		.name = "prune-baseline",
		.group = FLAG_RULES,
		.help = "take out of the baseline what is found no longer",
		.manual = "Entries of files that were not read and of rules "
			  "that were not judged stay.",
		.store = store_true,
		.at = offsetof(struct options, prune_baseline),
	},
	{
		.name = "fix",
		.group = FLAG_RULES,
		.help = "mend what can be mended safely in the files "
			"themselves, and report what is left",
		.manual = "A fix is safe when it cannot break a workload that "
			  "runs. A file is replaced as a whole or left as it "
			  "is, and never by what is no YAML. What a fix brings "
			  "up is mended and counted as well. What is excused, "
			  "hidden or unchanged is not mended.",
		.store = store_true,
		.at = offsetof(struct options, fix),
	},
	{
		.name = "unsafe-fixes",
		.group = FLAG_RULES,
		.help = "with --fix: mend also what a workload may depend on",
		.store = store_true,
		.at = offsetof(struct options, unsafe_fixes),
	},
	{
		.name = "no-ignores",
		.group = FLAG_RULES,
		.help = "excuse nothing: neither by comments and annotations "
			"nor by the configuration nor by the baseline",
		.manual = "For reviewers. Rules that are off, and files that "
			  "are excluded, stay so.",
		.store = store_true,
		.at = offsetof(struct options, no_ignores),
	},
	{
		.name = "show-suppressed",
		.group = FLAG_RULES,
		.help = "show in text what is excused as well, where it is, "
			"and why",
		.manual = "JSON and SARIF always hold it.",
		.store = store_true,
		.at = offsetof(struct options, show_suppressed),
	},
	{
		.name = "agents",
		.group = FLAG_RULES,
		.value = VALUE_OF_CHOICES,
		.argument = "WHICH",
		.choices = agents_modes,
		.help = "judge as agents all workloads (default), or with auto "
			"only those that are recognised as agents",
		.manual = "The configuration and the annotation "
			  "'agentlint.dev/agent' decide before either; known "
			  "machinery of the cluster is never judged as an "
			  "agent. See '--explain-agents'.",
		.store = store_choice,
		.at = offsetof(struct options, agents),
	},
	{
		.name = "exclude",
		.group = FLAG_INPUT,
		.value = VALUE_OF_TEXT,
		.argument = "GLOB",
		.help = "leave out files and folders that the pattern covers, "
			"as a line of .gitignore would",
		.manual = "May be repeated, and adds to 'exclude' in the "
			  "configuration. Counts from the current folder; a "
			  "file that is named is read all the same.",
		.store = store_more,
		.at = offsetof(struct options, exclude),
	},
	{
		.name = "no-gitignore",
		.group = FLAG_INPUT,
		.help = "read files in folders that git ignores, too",
		.manual = "Without it, what is read in a git repository is "
			  "what git tracks or would track.",
		.store = store_true,
		.at = offsetof(struct options, no_gitignore),
	},
	{
		.name = "files-from",
		.group = FLAG_INPUT,
		.value = VALUE_OF_FILE,
		.argument = "FILE",
		.help = "read the files and folders that the file names, one a "
			"line; '-' is standard input",
		.manual = "A list that holds a NUL is split at NULs, not at "
			  "lines. Of the files in it, those are read that "
			  "would be in a folder: manifests by their names "
			  "that no 'exclude' covers.",
		.store = store_text,
		.at = offsetof(struct options, files_from),
	},
	{
		.name = "context",
		.group = FLAG_INPUT,
		.value = VALUE_OF_FILE,
		.argument = "PATH",
		.help = "read that file or folder as well, as context for the "
			"others, and report nothing in it",
		.manual = "May be repeated. What would have been reported "
			  "there is counted in the summary. A file that is "
			  "also among the paths is reported.",
		.store = store_more,
		.at = offsetof(struct options, contexts),
	},
	{
		.name = "namespace",
		.letter = 'n',
		.group = FLAG_INPUT,
		.value = VALUE_OF_TEXT,
		.argument = "NAME",
		.help = "put objects that name no namespace into that one "
			"instead of 'default'",
		.store = store_namespace,
		.at = offsetof(struct options, namespace),
	},
	{
		.name = "context-per-dir",
		.group = FLAG_INPUT,
		.help = "take each folder for a cluster of its own",
		.manual = "For a repository of unrelated examples. Without it "
			  "everything under the given paths is one cluster, "
			  "and a policy of one file guards the agents of "
			  "another. See 'contexts' in agentlint.yaml(5).",
		.store = store_true,
		.at = offsetof(struct options, context_per_dir),
	},
	{
		.name = "shard",
		.group = FLAG_INPUT,
		.value = VALUE_OF_TEXT,
		.argument = "I/N",
		.help = "judge only the I-th of N parts of the input's "
			"namespaces",
		.manual = "Every part reads the whole input, so that a policy "
			  "of one namespace still counts for the agents of "
			  "another; '--merge' joins the reports. Where a "
			  "namespace belongs hangs on its name and on N alone; "
			  "what is in no namespace is judged by the first "
			  "part. 0/N is another way to write N/N, for those "
			  "who count from 0. See 'SHARDS'.",
		.store = store_shard,
		.at = offsetof(struct options, shard),
		.limit = 1000,
	},
	{
		.name = "stdin-filename",
		.group = FLAG_INPUT,
		.value = VALUE_OF_FILE,
		.argument = "NAME",
		.help = "call standard input by that name in reports",
		.store = store_text,
		.at = offsetof(struct options, stdin_filename),
	},
	{
		.name = "config",
		.letter = 'c',
		.group = FLAG_CONFIG,
		.value = VALUE_OF_FILE,
		.argument = "FILE",
		.help = "read the configuration from that file",
		.manual = "Without it, the first of these that exists: "
			  "'.agentlint.yaml' in the folder of the first path "
			  "or in one above it, up to the root of the "
			  "repository; the file that 'AGENTLINT_CONFIG' "
			  "names; 'agentlint/config.yaml' in "
			  "'XDG_CONFIG_HOME' (or in '~/.config').",
		.store = store_text,
		.at = offsetof(struct options, config),
	},
	{
		.name = "no-config",
		.group = FLAG_CONFIG,
		.help = "read no configuration",
		.store = store_true,
		.at = offsetof(struct options, no_config),
	},
	{
		.name = "jobs",
		.letter = 'j',
		.group = FLAG_LIMIT,
		.value = VALUE_OF_TEXT,
		.argument = "N",
		.help = "read files in N threads (default: as many as there "
			"are processors)",
		.store = store_number,
		.at = offsetof(struct options, jobs),
		.limit = LOAD_MOST_JOBS,
	},
	{
		.name = "max-bytes",
		.group = FLAG_LIMIT,
		.value = VALUE_OF_TEXT,
		.argument = "SIZE",
		.help = "read at most that much of a file; K, M and G count "
			"in steps of 1024",
		.manual = "A file that hits a limit is a finding; what comes "
			  "after the limit is not judged.",
		.store = store_bytes,
		.at = offsetof(struct options, max_bytes),
		.standard = &limits_default.bytes,
	},
	{
		.name = "max-depth",
		.group = FLAG_LIMIT,
		.value = VALUE_OF_TEXT,
		.argument = "N",
		.help = "let YAML nest that deep",
		.store = store_number,
		.at = offsetof(struct options, max_depth),
		.standard = &limits_default.depth,
		.limit = 10000,
	},
	{
		.name = "max-alias-nodes",
		.group = FLAG_LIMIT,
		.value = VALUE_OF_TEXT,
		.argument = "N",
		.help = "let the aliases of a file expand to that many "
			"nodes",
		.store = store_number,
		.at = offsetof(struct options, max_alias_nodes),
		.standard = &limits_default.alias_nodes,
		.limit = SIZE_MAX,
	},
	{
		.name = "max-events",
		.group = FLAG_LIMIT,
		.value = VALUE_OF_TEXT,
		.argument = "N",
		.help = "let a file hold that many YAML events",
		.store = store_number,
		.at = offsetof(struct options, max_events),
		.standard = &limits_default.events,
		.limit = SIZE_MAX,
	},
	{
		.name = "explain",
		.group = FLAG_OTHER,
		.value = VALUE_OF_RULE,
		.argument = "RULE",
		.help = "print the page of a rule: what it flags, why, and "
			"what to write instead",
		.store = store_explain,
		.limit = ACTION_EXPLAIN,
	},
	{
		.name = "list-rules",
		.group = FLAG_OTHER,
		.help = "print id, severity and summary of each rule that "
			"'--select' and '--ignore' leave",
		.manual = "With '--format json', print all that is known of "
			  "them: the rule objects of SARIF, and what SARIF "
			  "has no place for.",
		.store = store_action,
		.limit = ACTION_LIST_RULES,
	},
	{
		.name = "explain-agents",
		.group = FLAG_OTHER,
		.help = "print for each workload whether it is judged as an "
			"agent, and why",
		.store = store_action,
		.limit = ACTION_EXPLAIN_AGENTS,
	},
	{
		.name = "merge",
		.group = FLAG_OTHER,
		.help = "join the reports PATH..., JSON or SARIF, of all "
			"shards of a run",
		.manual = "Prints what one run would have printed, byte by "
			  "byte, and exits as it would have. A report that is "
			  "missing, there twice, or of other manifests, rules "
			  "or another version is refused. See 'SHARDS'.",
		.store = store_action,
		.limit = ACTION_MERGE,
	},
	{
		.name = "init",
		.group = FLAG_OTHER,
		.help = "write a '.agentlint.yaml' that names every key in "
			"comments, into the folder PATH or the current one",
		.manual = "A configuration that is there is left as it is.",
		.store = store_action,
		.limit = ACTION_INIT,
	},
	{
		.name = "show-files",
		.group = FLAG_OTHER,
		.help = "print each file that would be read, and why others "
			"would not",
		.store = store_action,
		.limit = ACTION_SHOW_FILES,
	},
	{
		.name = "completions",
		.group = FLAG_OTHER,
		.value = VALUE_OF_CHOICES,
		.argument = "SHELL",
		.choices = shells,
		.help = "print the completions for bash, zsh or fish",
		.store = store_choice_action,
		.limit = ACTION_COMPLETIONS,
	},
	{
		.name = "help",
		.letter = 'h',
		.group = FLAG_OTHER,
		.help = "print this",
		.store = store_action,
		.limit = ACTION_HELP,
	},
	{
		.name = "version",
		.letter = 'V',
		.group = FLAG_OTHER,
		.help = "print the version",
		.store = store_action,
		.limit = ACTION_VERSION,
	},
	{ 0 },
};

struct str
flag_help(struct arena *arena, const struct flag *flag)
{
	const size_t megabyte = (size_t)1 << 20;
	const char *unit = "";
	size_t standard;

	if (!flag->standard)
		return str_of(flag->help);
	standard = *flag->standard;
	if (flag->store == store_bytes && standard % megabyte == 0) {
		standard /= megabyte;
		unit = "M";
	}
	return arena_printf(
		arena, "%s (default: %zu%s)", flag->help, standard, unit);
}

#define FLAG_GROUP_NAME_(name_, text_) \
	case FLAG_##name_: \
		return text_;

const char *
flag_group_name(enum flag_group group)
{
	switch (group) {
		FLAG_GROUPS(FLAG_GROUP_NAME_)
	case FLAG_GROUP_COUNT:
		break;
	}
	assert(false);
	return "";
}
