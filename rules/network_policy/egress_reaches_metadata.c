/* SPDX-License-Identifier: Apache-2.0 */
/* The cloud's metadata service is among what the policies allow. */
#include <stdio.h>
#include <string.h>

#include <agentlint/reach.h>
#include <agentlint/rule.h>

/* The port of that service which the policies surely allow; 0 for none. */
static unsigned
reached_port(struct inquiry inquiry, const struct pod *pod,
	const struct landmark *service)
{
	for (size_t i = 0; i < 3 && service->ports[i]; i++)
		if (reach_address(inquiry, pod, DIRECTION_EGRESS,
			    service->address, service->protocol,
			    service->ports[i]) == TRUTH_YES)
			return service->ports[i];
	return 0;
}

/* A line that lets in some of the services. */
struct line {
	struct witness because;
	const struct landmark *first;
	char ranges[256]; /* that it should leave out */
	size_t length;
};

struct reached_services {
	struct line lines[4];
	size_t line_count;
	size_t count; /* of services */
};

static bool
is_same_place(struct place a, struct place b)
{
	return a.source == b.source &&
	       mark_compare(a.span.start, b.span.start) == 0;
}

/* The line of BECAUSE, new or not; NULL when there are too many. */
static struct line *
line_of(struct reached_services *reached, const struct landmark *service,
	const struct witness *because)
{
	const size_t most = sizeof(reached->lines) / sizeof(*reached->lines);
	struct line *line = reached->lines;

	for (; line < reached->lines + reached->line_count; line++)
		if (is_same_place(line->because.place, because->place))
			return line;
	if (reached->line_count == most)
		return NULL;
	*line = (struct line){ .because = *because, .first = service };
	reached->line_count++;
	return line;
}

static void
add_range(struct line *line, const char *range)
{
	size_t size = sizeof(line->ranges) - line->length;

	if (strstr(line->ranges, range))
		return;
	line->length += (size_t)snprintf(line->ranges + line->length, size,
		"%s%s", line->length ? ", " : "", range);
}

static void
find_services(struct inquiry inquiry, const struct pod *pod,
	struct reached_services *reached)
{
	for (const struct landmark *service = metadata_services;
		service->address; service++) {
		unsigned port = reached_port(inquiry, pod, service);
		struct witness because;
		struct line *line;

		if (!port)
			continue;
		because = reach_address_witness(inquiry, pod, DIRECTION_EGRESS,
			service->address, service->protocol, port);
		line = line_of(reached, service, &because);
		if (line)
			add_range(line, service->range);
		reached->count++;
	}
}

/* Whether nothing would be left of the block but what is to be left out. */
static bool
is_needless(const struct line *line)
{
	return witness_is_within(&line->because, line->first->range);
}

static void
relate_others(struct finding *finding, const struct reached_services *reached)
{
	for (size_t i = 1; i < reached->line_count; i++) {
		const struct line *line = &reached->lines[i];

		if (is_needless(line))
			finding_relate(finding, line->because.place,
				"and this block holds %s",
				line->first->address);
		else
			finding_relate(finding, line->because.place,
				"and this holds %s: leave out %s",
				line->first->address, line->ranges);
	}
}

static void
help_peer(struct finding *finding, const struct line *line)
{
	const char *except = line->because.words->except;

	switch (line->because.form) {
	case PEER_BLOCK:
		finding_help(finding, "take %s out of the block with %s",
			line->ranges, except);
		break;
	case PEER_ENTITY:
		finding_help(finding,
			"name the destinations, or a block with %s under %s, "
			"instead of the entity",
			line->ranges, except);
		break;
	case PEER_SET:
		finding_help(finding, "take %s out of the network set",
			line->ranges);
		break;
	}
}

static size_t
count_needless(const struct reached_services *reached)
{
	size_t count = 0;

	for (size_t i = 0; i < reached->line_count; i++)
		count += is_needless(&reached->lines[i]);
	return count;
}

/* Says what to do about the first line. */
static void
help(struct finding *finding, const struct reached_services *reached)
{
	const struct line *line = &reached->lines[0];
	const struct witness *because = &line->because;

	if (because->hidden) {
		finding_lower(finding, SEVERITY_NOTE);
		finding_help(finding,
			"write the template's 'networkPolicy', with %s under "
			"'except' besides the private ranges",
			line->ranges);
	} else if (is_needless(line))
		finding_help(finding, "remove %s",
			count_needless(reached) > 1 ? "these blocks"
						    : "this block");
	else if (because->except)
		finding_help(finding, "add %s to %s", line->ranges,
			because->words->except);
	else if (because->by_block)
		help_peer(finding, line);
	else if (because->policy)
		finding_help(finding,
			"name the destinations with %s, or give it a block "
			"with %s under %s",
			because->words->peers, line->ranges,
			because->words->except);
	else
		finding_help(finding,
			"isolate its egress, and name its destinations");
}

static void
name_services(
	struct finding *finding, struct inquiry inquiry, const struct pod *pod)
{
	for (const struct landmark *service = metadata_services;
		service->address; service++)
		if (reached_port(inquiry, pod, service))
			finding_detail(finding, "reached", service->address);
}

static void
check(struct pass *pass, const struct pod *pod)
{
	struct inquiry inquiry = pass_reach(pass);
	struct reached_services reached = { .count = 0 };
	const struct line *first = &reached.lines[0];
	struct finding *finding;
	char others[64] = "";

	if (reach_is_open(inquiry, pod, DIRECTION_EGRESS))
		return;
	find_services(inquiry, pod, &reached);
	if (!reached.count)
		return;
	if (reached.count > 1)
		snprintf(others, sizeof(others),
			" and %zu more address%s of its kind",
			reached.count - 1, reached.count > 2 ? "es" : "");
	finding = pass_report(pass, pod_network_place(pod),
		"agent '%.*s' can reach the cloud metadata service at %s "
		"(%s)%s",
		STR_ARG(object_title(pod->object)), first->first->address,
		first->first->who, others);
	finding_label(finding, "this container runs the agent");
	finding_relate_witness(finding, &first->because);
	relate_others(finding, &reached);
	name_services(finding, inquiry, pod);
	help(finding, &reached);
}

const struct rule egress_reaches_metadata = {
	.id = "egress-reaches-metadata",
	.module = MODULE_NETWORK_POLICY,
	.severity = SEVERITY_WARNING,
	.check_pod = check,
	.summary = "An agent can reach the cloud's metadata service",
	.why = "The metadata service answers plain HTTP on a fixed address and "
	       "hands whoever asks the identity of the node or the pod: tokens "
	       "that read buckets, pull images and call the provider's API. "
	       "One request that a prompt talked the agent into is enough. A "
	       "policy that takes the pod range out of '0.0.0.0/0' leaves "
	       "169.254.169.254 in. On GKE with Workload Identity the "
	       "metadata server is also how a pod gets its own identity: an "
	       "agent that needs it must reach it, and only that agent.",
	.fix = "leave 169.254.0.0/16 and the other addresses of metadata "
	       "services out of what the agent may reach, with 'except'",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "---\n"
	       "apiVersion: networking.k8s.io/v1\n"
	       "kind: NetworkPolicy\n"
	       "metadata:\n"
	       "  name: egress\n"
	       "spec:\n"
	       "  podSelector: {}\n"
	       "  policyTypes: [Egress]\n"
	       "  egress:\n"
	       "    - to:\n"
	       "        - ipBlock:\n"
	       "            cidr: 0.0.0.0/0\n"
	       "            except:\n"
	       "              - 10.243.0.0/16\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"---\n"
		"apiVersion: networking.k8s.io/v1\n"
		"kind: NetworkPolicy\n"
		"metadata:\n"
		"  name: egress\n"
		"spec:\n"
		"  podSelector: {}\n"
		"  policyTypes: [Egress]\n"
		"  egress:\n"
		"    - to:\n"
		"        - ipBlock:\n"
		"            cidr: 0.0.0.0/0\n"
		"            except:\n"
		"              - 10.0.0.0/8\n"
		"              - 100.64.0.0/10\n"
		"              - 168.63.129.16/32\n"
		"              - 169.254.0.0/16\n"
		"              - 172.16.0.0/12\n"
		"              - 192.0.0.0/24\n"
		"              - 192.168.0.0/16\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.3.2" },
			{ "NSA", "Protecting sensitive cloud infrastructure" },
			{ "ATT&CK", "T1552.005" },
			{ "OWASP", "ASI03" },
			{ "OWASP", "LLM02" },
			{ "CWE", "918" },
			{ "CWE", "522" },
			{ "URL", "https://docs.aws.amazon.com/eks/latest/"
				 "best-practices/identity-and-access-"
				 "management.html" },
			{ "URL", "https://cloud.google.com/kubernetes-engine/"
				 "docs/how-to/protecting-cluster-metadata" },
			{ 0 },
		},
	.since = "0.1.0",
};
