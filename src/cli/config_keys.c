/* SPDX-License-Identifier: Apache-2.0 */
/* The keys of .agentlint.yaml. */
#include "cli/config_keys.h"

#include <agentlint/pod_security.h>
#include <agentlint/rule.h>

#include "analysis/network/cidr.h"
#include "base/date.h"
#include "graph/label_query.h"

#define TEXT_(name_, text_) text_,
static const char *const rule_levels[] = { SEVERITIES(TEXT_) "off", NULL };

static const char *const pod_security_levels[] = { POD_SECURITY_LEVELS(TEXT_)
		NULL };
#undef TEXT_

static bool
is_cidr(struct arena *scratch, struct str text)
{
	(void)scratch;
	return cidr_parse(text).fault == CIDR_FINE;
}

static bool
is_selector(struct arena *scratch, struct str text)
{
	struct label_query query;

	return label_query_parse(&query, scratch, text);
}

/* Takes the digits off the front of TEXT; false when they make no number
 * below 1000. */
static bool
take_number(struct str *text, unsigned *number)
{
	unsigned value = 0;
	size_t i;

	for (i = 0; i < text->len; i++) {
		char c = text->ptr[i];

		if (c < '0' || c > '9' || i == 3)
			break;
		value = value * 10 + (unsigned)(c - '0');
	}
	*text = str_from(*text, i);
	*number = value;
	return i > 0;
}

bool
config_read_version(struct str text, unsigned *minor)
{
	unsigned number;

	if (str_starts(text, "v"))
		text = str_from(text, 1);
	if (!str_starts(text, "1."))
		return false;
	text = str_from(text, 2);
	if (!take_number(&text, &number) || !number)
		return false;
	/* Distributions append "-gke.1" and "+k3s1". */
	if (text.len && !str_starts(text, ".") && !str_starts(text, "-") &&
		!str_starts(text, "+"))
		return false;
	*minor = number;
	return true;
}

static bool
is_version(struct arena *scratch, struct str text)
{
	unsigned minor;

	(void)scratch;
	return config_read_version(text, &minor);
}

/* As the labels take it. */
static bool
is_policy_version(struct arena *scratch, struct str text)
{
	unsigned minor;

	(void)scratch;
	return pod_security_version_parse(text, &minor);
}

/* What no file below the configuration's folder could match is a mistake. */
static bool
is_below(struct arena *scratch, struct str path)
{
	(void)scratch;
	if (str_starts(path, "/"))
		return false;
	while (path.len)
		if (str_is(str_cut(&path, '/'), ".."))
			return false;
	return true;
}

/* The same, but a '/' at the start stands for the configuration's folder. */
static bool
is_exclude(struct arena *scratch, struct str pattern)
{
	return is_below(scratch, str_from(pattern, str_starts(pattern, "/")));
}

static bool
is_date(struct arena *scratch, struct str text)
{
	struct date date;

	(void)scratch;
	return date_parse(text, &date);
}

#define DATE_PATTERN "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
#define CIDR_PATTERN "^[0-9A-Fa-f.:]+/[0-9]{1,3}$"
#define VERSION_PATTERN "^v?1\\.[0-9]{1,3}([.+-].*)?$"
#define POLICY_PATTERN "^(latest|v1\\.(0|[1-9][0-9]{0,8}))$"

const struct config_key config_keys[] = {
	{
		.path = "agents",
		.help = "Which workloads are agents. When any of its keys is "
			"set, a workload that none of them names is no agent. "
			"The annotation 'agentlint.dev/agent' on a workload "
			"or its namespace beats it.",
	},
	{
		.path = "agents.namespaces",
		.what = "a namespace",
		.example = "agents",
		.help = "Every workload in these namespaces is an agent.",
	},
	{
		.path = "agents.names",
		.what = "a name",
		.example = "coder",
		.help = "Every workload of these names is an agent.",
	},
	{
		.path = "agents.selector",
		.what = "a label selector",
		.example = "app=coder,!legacy",
		.help = "Every workload whose pods have such labels is an "
			"agent; written as kubectl's '-l' takes it.",
		.check = is_selector,
	},
	{
		.path = "cluster",
		.help = "What manifests do not say about the cluster.",
	},
	{
		.path = "cluster.podCIDRs",
		.what = "a CIDR block without host bits",
		.example = "10.244.0.0/16",
		.help = "Where pods get their addresses from. Without it "
			"agentlint cannot tell whether a range that a policy "
			"allows holds other pods.",
		.check = is_cidr,
		.pattern = CIDR_PATTERN,
	},
	{
		.path = "cluster.serviceCIDRs",
		.what = "a CIDR block without host bits",
		.example = "10.96.0.0/12",
		.help = "Where Services get their cluster addresses from.",
		.check = is_cidr,
		.pattern = CIDR_PATTERN,
	},
	{
		.path = "cluster.nodeCIDRs",
		.what = "a CIDR block without host bits",
		.example = "192.168.0.0/24",
		.help = "Where the nodes have their addresses.",
		.check = is_cidr,
		.pattern = CIDR_PATTERN,
	},
	{
		.path = "cluster.kubernetesVersion",
		.what = "a version",
		.example = "1.31",
		.help = "The version of the API server; 'latest' in a Pod "
			"Security label stands for it.",
		.check = is_version,
		.pattern = VERSION_PATTERN,
	},
	{
		.path = "cluster.seccompDefault",
		.what = "'true' or 'false'",
		.example = "true",
		.help = "Whether the kubelets run with 'seccompDefault', so "
			"that a pod without a seccomp profile gets "
			"RuntimeDefault.",
	},
	{
		.path = "cluster.podSecurityDefaults",
		.help = "What the Pod Security admission of the cluster does "
			"in namespaces without labels.",
	},
	{
		.path = "cluster.podSecurityDefaults.enforce",
		.what = "a Pod Security level",
		.example = "baseline",
		.help = "Pods that violate that level are rejected.",
		.choices = pod_security_levels,
	},
	{
		.path = "cluster.podSecurityDefaults.enforceVersion",
		.what = "'latest' or a version",
		.example = "v1.31",
		.help = "The version of the standard that is enforced.",
		.check = is_policy_version,
		.pattern = POLICY_PATTERN,
	},
	{
		.path = "cluster.podSecurityDefaults.audit",
		.what = "a Pod Security level",
		.example = "restricted",
		.help = "Pods that violate that level are in the audit log.",
		.choices = pod_security_levels,
	},
	{
		.path = "cluster.podSecurityDefaults.auditVersion",
		.what = "'latest' or a version",
		.example = "v1.31",
		.help = "The version of the standard that is audited.",
		.check = is_policy_version,
		.pattern = POLICY_PATTERN,
	},
	{
		.path = "cluster.podSecurityDefaults.warn",
		.what = "a Pod Security level",
		.example = "restricted",
		.help = "Who creates a pod that violates that level is warned.",
		.choices = pod_security_levels,
	},
	{
		.path = "cluster.podSecurityDefaults.warnVersion",
		.what = "'latest' or a version",
		.example = "v1.31",
		.help = "The version of the standard that is warned by.",
		.check = is_policy_version,
		.pattern = POLICY_PATTERN,
	},
	{
		.path = "runtime",
		.help = "What is known of the cluster's container runtimes.",
	},
	{
		.path = "runtime.trusted",
		.what = "the name of a RuntimeClass",
		.example = "gvisor-hardened",
		.help = "RuntimeClasses that isolate although neither the "
			"input nor their name says so.",
	},
	{
		.path = "network",
		.help = "What agents are meant to reach.",
	},
	{
		.path = "network.allowedCIDRs",
		.what = "a CIDR block without host bits",
		.example = "10.20.0.0/24",
		.help = "Private ranges that agents are meant to reach: that "
			"a policy allows them is no finding.",
		.check = is_cidr,
		.pattern = CIDR_PATTERN,
	},
	{
		.path = "detection",
		.help = "What is expected of run-time detection.",
	},
	{
		.path = "detection.required",
		.what = "'true' or 'false'",
		.example = "true",
		.help = "Whether the input must hold Falco: set it where the "
			"input is the whole cluster.",
	},
	{
		.path = "admission",
		.help = "Admission policies of the cluster that the input "
			"does not hold.",
	},
	{
		.path = "admission.agentSandbox",
		.what = "'true' or 'false'",
		.example = "true",
		.help = "Whether the admission policy of the agent-sandbox "
			"project is in force.",
	},
	{
		.path = "rules",
		.help = "The severity of findings, by rule or by module; what "
			"is said of a rule beats what is said of its module.",
	},
	{
		.path = "rules.*",
		.what = "a severity or 'off'",
		.example = "off",
		.help = "The severity that findings of the rule, or of all "
			"rules of the module, have instead of their own; "
			"'off' leaves them out.",
		.choices = rule_levels,
	},
	{
		.path = "exclude",
		.what = "a pattern for paths below the configuration's folder",
		.example = "charts/",
		.check = is_exclude,
		.help = "Files and folders that are not read, as a "
			".gitignore names them: '*' and '?' within a part of "
			"the path, '**' for any number of parts, a pattern "
			"without '/' for a name in any folder. Relative to "
			"the folder of the configuration. A file that is "
			"named on the command line is read all the same.",
	},
	{
		.path = "contexts",
		.what = "a folder below that of the configuration",
		.example = "clusters/*",
		.check = is_below,
		.help = "Folders, or patterns for folders such as "
			"'clusters/*', each of which is a cluster of its own: "
			"a policy in one guards no agent of another. What is "
			"in none of them is one more cluster. Relative to the "
			"folder of the configuration.",
	},
	{
		.path = "baseline",
		.what = "a file",
		.example = ".agentlint-baseline",
		.help = "Findings that this file lists are not reported, as "
			"with '--baseline'. Relative to the folder of the configuration.",
	},
	{
		.path = "ignore",
		.help = "A list of findings that are excused. An entry "
			"excuses what all of its keys say; one without a key "
			"but 'reason' and 'expires' is an error. How many "
			"excuse nothing is in the summary, which ones "
			"'--verbose' says.",
	},
	{
		.path = "ignore.rule",
		.what = "the name of a rule or a module",
		.example = "host-pid",
		.help = "Findings of that rule, or of all rules of that "
			"module.",
		.of_rules = true,
		.of_items = FIRST_OF_ITEMS,
	},
	{
		.path = "ignore.path",
		.what = "a pattern for paths below the configuration's folder",
		.example = "vendor/",
		.help = "Findings in such files, as in 'exclude'.",
		.check = is_exclude,
		.of_items = LATER_OF_ITEMS,
	},
	{
		.path = "ignore.kind",
		.what = "a kind",
		.example = "DaemonSet",
		.help = "Findings about objects of that kind.",
		.of_items = LATER_OF_ITEMS,
	},
	{
		.path = "ignore.namespace",
		.what = "a namespace, or a pattern for some",
		.example = "monitoring",
		.help = "Findings about objects in such namespaces; '*' "
			"stands for any characters.",
		.of_items = LATER_OF_ITEMS,
	},
	{
		.path = "ignore.name",
		.what = "a name, or a pattern for some",
		.example = "profiler-*",
		.help = "Findings about objects of such names.",
		.of_items = LATER_OF_ITEMS,
	},
	{
		.path = "ignore.container",
		.what = "a name, or a pattern for some",
		.example = "profiler",
		.help = "Findings about containers of such names.",
		.of_items = LATER_OF_ITEMS,
	},
	{
		.path = "ignore.reason",
		.what = "any text",
		.example = "reads other processes by design",
		.help = "Why they are excused.",
		.of_items = LATER_OF_ITEMS,
	},
	{
		.path = "ignore.expires",
		.what = "a date",
		.example = "2027-01-31",
		.help = "The last day, in UTC, on which the entry holds. After "
			"it, it excuses nothing, and every run that is not "
			"quiet says so.",
		.check = is_date,
		.pattern = DATE_PATTERN,
		.of_items = LATER_OF_ITEMS,
	},
	{
		.path = "require-reason",
		.what = "'true' or 'false'",
		.example = "true",
		.help = "Whether whatever excuses has to say why. A comment or "
			"an annotation that does not excuses nothing then, and "
			"is a finding; an entry of 'ignore' is an error.",
	},
	{ 0 },
};

struct str
config_key_what(struct arena *arena, const struct config_key *key)
{
	if (!key->check)
		return str_of(key->what);
	return arena_printf(arena, "%s such as '%s'", key->what, key->example);
}

const struct config_key *
config_key_find(struct str path)
{
	const struct config_key *key = config_keys;

	if (str_starts(path, "rules."))
		path = STR("rules.*");
	while (key->path && !str_is(path, key->path))
		key++;
	return key->path ? key : NULL;
}
