/* SPDX-License-Identifier: Apache-2.0 */
/* What a rule is, and how it reports: the one header that a rule must have.
 *
 * A rule is one const struct in one C file. The engine walks every context's
 * graph and calls the one hook that the rule sets; the rule judges what it is
 * given and reports. The text is data: --explain, --list-rules, SARIF, the
 * manual and the README print these fields. */
#ifndef AGENTLINT_RULE_H
#define AGENTLINT_RULE_H

#include <agentlint/graph.h>
#include <agentlint/problem.h>
#include <agentlint/settings.h>

/* The seven layers in the order in which an attack meets them, then the two
 * modules that serve them. A folder in rules/ is called like the constant, in
 * lower case. */
#define MODULES(X) \
	X(RUNTIME, "runtime") \
	X(SECURITY_CONTEXT, "security-context") \
	X(SECCOMP, "seccomp") \
	X(NETWORK_POLICY, "network-policy") \
	X(SERVICE_ACCOUNT, "service-account") \
	X(POD_SECURITY, "pod-security") \
	X(DETECTION, "detection") \
	X(CONTAINER, "container") \
	X(MANIFEST, "manifest")

#define MODULE_ENUM_(name_, text_) MODULE_##name_,
enum module { MODULES(MODULE_ENUM_) MODULE_COUNT };
#undef MODULE_ENUM_

/* In ascending order, so that levels compare: hardening beyond the baseline;
 * weaker than it looks, or a likely mistake; a layer is absent, void or off, or
 * the API server would reject the object. */
#define SEVERITIES(X) \
	X(NOTE, "note") \
	X(WARNING, "warning") \
	X(ERROR, "error")

#define SEVERITY_ENUM_(name_, text_) SEVERITY_##name_,
enum severity { SEVERITIES(SEVERITY_ENUM_) };
#undef SEVERITY_ENUM_

struct pass;
struct finding;

/* A fact that ties a rule to a catalogue: a control's id or a URL. */
struct reference {
	const char *catalogue; /* "PSS", "CIS", "NSA", "ATT&CK", "OWASP",
				  "CWE", "URL" */
	const char *id;        /* "5.2.6", "T1611", "ASI05", "https://..." */
};

struct rule {
	const char *id; /* kebab case; says what it flags; never reused */
	const char *const *aliases; /* older ids, NULL-terminated, or NULL */
	enum module module;
	enum severity severity; /* a finding may be weaker, never stronger */

	/* Exactly one hook is set. Pods and containers are those of agents,
	 * unless every_workload is set. */
	void (*check_problem)(struct pass *, const struct problem *);
	void (*check_object)(struct pass *, const struct object *);
	void (*check_pod)(struct pass *, const struct pod *);
	void (*check_container)(struct pass *, const struct container *);
	void (*check_graph)(struct pass *, const struct graph *);
	enum problem_kind problem; /* for check_problem: which */
	const char *group, *kind;  /* for check_object: which; NULL is all */
	bool every_workload;

	const char *summary; /* one line, no full stop */
	const char *why;     /* what an attacker does with it */
	const char *fix;     /* what to write instead; help line of findings */
	const char *bad;     /* a short manifest that it reports */
	const char *good;    /* the same, mended: it is silent */
	const struct reference *references; /* ends with a NULL catalogue */
	const char *since;                  /* version */
};

/* "runtime", "security-context", ... */
const char *module_name(enum module module);

/* "note", "warning", "error". */
const char *severity_name(enum severity severity);

/* What the pass judges, and what the configuration says of the cluster. */
const struct graph *pass_graph(const struct pass *pass);
const struct settings *pass_settings(const struct pass *pass);

/* Whether this run judges OBJECT: other runs may judge other namespaces. What a
 * rule that looks at the whole graph reports about the others is dropped, so it
 * may as well pass them over. */
bool pass_judges(const struct pass *pass, const struct object *object);

/* Reports a finding of the pass's rule at PLACE, about what the hook was
 * called with. The message: lower case, no full stop, things in 'quotes'. The
 * returned finding can be added to until the hook returns. */
__attribute__((format(printf, 3, 4))) struct finding *pass_report(
	struct pass *pass, struct place place, const char *format, ...);

/* A few words under the carets of the primary place. */
__attribute__((format(printf, 2, 3))) void finding_label(
	struct finding *finding, const char *format, ...);

/* Adds a related place, in any file, with a few words about it. Nothing is
 * added for a place without a source, so that optional places need no check. */
__attribute__((format(printf, 3, 4))) void finding_relate(
	struct finding *finding, struct place place, const char *format, ...);

/* Replaces the rule's fix as the help line of this finding. */
__attribute__((format(printf, 2, 3))) void finding_help(
	struct finding *finding, const char *format, ...);

/* Makes this finding weaker than its rule; never stronger. */
void finding_lower(struct finding *finding, enum severity severity);

/* Says that manifests cannot decide, and why; lowers to a warning at most. */
__attribute__((format(printf, 2, 3))) void finding_unknown(
	struct finding *finding, const char *format, ...);

/* Names what the finding is about, for hooks called with a whole graph. */
void finding_about_object(struct finding *finding, const struct object *object);
void finding_about_pod(struct finding *finding, const struct pod *pod);
void finding_about_container(
	struct finding *finding, const struct container *container);

/* Names one of the pods that a finding about something else bears upon, for
 * hooks called with a whole graph; the posture counts it there. */
void finding_concerns(struct finding *finding, const struct pod *pod);

/* Names the field that the finding is about, when it is not the primary
 * place's own: the mapping that lacks it and the KEY, which must outlive the
 * run. */
void finding_field(
	struct finding *finding, const struct node *mapping, const char *key);

/* Adds a machine-readable detail: an array of strings under KEY in JSON and
 * in SARIF's property bag (the violated checks, the hosts reached). KEY must
 * outlive the run; VALUE is copied. */
void finding_detail(
	struct finding *finding, const char *key, const char *value);

/* A mechanical mend: writes TEXT, which is copied, in place of PLACE; nothing
 * for a place without a source. SAFE when it cannot break a workload that
 * runs. Several make one fix. */
void finding_replace(struct finding *finding, bool safe, struct place place,
	const char *text);

/* The same for a key that is absent: adds "KEY: VALUE" to a block MAPPING, as
 * its first entry and with its indentation; where KEY is there without a value,
 * or with null, it gets VALUE. No fix when MAPPING is NULL or in flow style. */
void finding_add_key(struct finding *finding, bool safe,
	const struct node *mapping, const char *key, const char *value);

/* Keeps NODE's value out of every output: excerpts mask it. */
void pass_conceal(struct pass *pass, const struct node *node);

/* Zeroed memory that lives as long as the run; never NULL. */
void *pass_alloc(struct pass *pass, size_t size);

/* Memory of SIZE bytes that is one and the same for every rule that asks for
 * KEY (any address) while it judges the same graph: for answers that several
 * rules share. *FRESH says that the caller is the first and has to fill in
 * what is zeroed. */
void *pass_memo(struct pass *pass, const void *key, size_t size, bool *fresh);

#endif
