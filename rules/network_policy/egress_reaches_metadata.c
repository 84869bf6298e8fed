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

struct reached_services {
	const struct landmark *first;
	struct witness because; /* for the first */
	size_t count;
};

static struct reached_services
find_services(struct inquiry inquiry, const struct pod *pod)
{
	struct reached_services reached = { 0 };

	for (const struct landmark *service = metadata_services;
		service->address; service++) {
		unsigned port = reached_port(inquiry, pod, service);

		if (!port)
			continue;
		if (!reached.count++) {
			reached.first = service;
			reached.because = reach_address_witness(inquiry, pod,
				DIRECTION_EGRESS, service->address,
				service->protocol, port);
		}
	}
	return reached;
}

/* Names what is reached, and says what to leave out for it. */
static void
add_details(struct finding *finding, struct inquiry inquiry,
	const struct pod *pod, const struct witness *because)
{
	char ranges[256] = "";
	const char *last = "";
	size_t length = 0;

	for (const struct landmark *service = metadata_services;
		service->address; service++) {
		if (!reached_port(inquiry, pod, service))
			continue;
		finding_detail(finding, "reached", service->address);
		if (strcmp(service->range, last) == 0)
			continue;
		length += (size_t)snprintf(ranges + length,
			sizeof(ranges) - length, "%s%s", length ? ", " : "",
			service->range);
		last = service->range;
	}
	if (because->hidden) {
		finding_lower(finding, SEVERITY_NOTE);
		finding_help(finding,
			"write the template's 'networkPolicy', with %s under "
			"'except' besides the private ranges",
			ranges);
	} else if (because->except)
		finding_help(finding, "add %s to 'except'", ranges);
	else if (because->by_block)
		finding_help(finding, "take %s out of the block with 'except'",
			ranges);
	else
		finding_help(finding,
			"name the destinations with 'to', or give it a block "
			"with %s under 'except'",
			ranges);
}

static void
check(struct pass *pass, const struct pod *pod)
{
	struct inquiry inquiry = pass_reach(pass);
	struct reached_services reached;
	struct finding *finding;
	char others[64] = "";

	if (reach_is_open(inquiry, pod, DIRECTION_EGRESS))
		return;
	reached = find_services(inquiry, pod);
	if (!reached.count)
		return;
	if (reached.count > 1)
		snprintf(others, sizeof(others),
			" and %zu more addresses of its kind",
			reached.count - 1);
	finding = pass_report(pass, pod_network_place(pod),
		"agent '%.*s' can reach the cloud metadata service at %s "
		"(%s)%s",
		STR_ARG(object_title(pod->object)), reached.first->address,
		reached.first->who, others);
	finding_label(finding, "this container runs the agent");
	finding_relate_witness(finding, &reached.because);
	add_details(finding, inquiry, pod, &reached.because);
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
