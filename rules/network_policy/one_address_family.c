/* SPDX-License-Identifier: Apache-2.0 */
/* The Internet is allowed in one address family only. */
#include <agentlint/reach.h>
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct pod *pod)
{
	struct inquiry inquiry = pass_reach(pass);
	struct internet_reach internet;
	struct finding *finding;

	if (reach_isolated(inquiry, pod, DIRECTION_EGRESS) != TRUTH_YES)
		return;
	internet = reach_internet(inquiry, pod);
	if (internet.ipv4 == internet.ipv6)
		return;
	finding = pass_report(pass, pod_network_place(pod),
		internet.ipv4
			? "agent '%.*s' may reach the Internet over IPv4 and "
			  "not over IPv6"
			: "agent '%.*s' may reach the Internet over IPv6 and "
			  "not over IPv4",
		STR_ARG(object_title(pod->object)));
	finding_relate_witness(finding, &internet.because);
}

const struct rule one_address_family = {
	.id = "one-address-family",
	.module = MODULE_NETWORK_POLICY,
	.severity = SEVERITY_NOTE,
	.check_pod = check,
	.summary = "The policies cover one address family only",
	.why = "A block covers one family: '0.0.0.0/0' holds no IPv6 "
	       "address and '::/0' no IPv4 address. What no rule allows is "
	       "denied, so this is safe; but on a cluster with both "
	       "families connections fail or wait until they fall back, "
	       "and on one with IPv6 alone the agent reaches nothing. "
	       "Whoever then adds '::/0' should leave out fc00::/7 and "
	       "fe80::/10, as the IPv4 block leaves out its private "
	       "ranges.",
	.fix = "where the cluster has both families, add a block for the "
	       "other one, with its own 'except'",
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
	       "              - 10.0.0.0/8\n",
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
		"        - ipBlock:\n"
		"            cidr: ::/0\n"
		"            except:\n"
		"              - fc00::/7\n"
		"              - fe80::/10\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.3.2" },
			{ "URL",
				"https://kubernetes.io/docs/concepts/services-networking/dual-stack/" },
			{ 0 },
		},
	.since = "0.1.0",
};
