/* SPDX-License-Identifier: Apache-2.0 */
/* Where a cloud hands its instances their identity and credentials. */
#include <agentlint/reach.h>

/* Addresses as the providers' SDKs and their users' guards against SSRF name
 * them. HTTP; GKE's metadata server listens on 988 behind port 80. */
#define HTTP \
	PROTOCOL_TCP, \
	{ \
		80 \
	}

const struct landmark metadata_services[] = {
	{ "169.254.169.254", HTTP,
		"AWS, Google Cloud, Azure, Oracle, OpenStack and others",
		"169.254.0.0/16" },
	{ "169.254.170.2", HTTP, "AWS ECS task credentials", "169.254.0.0/16" },
	{ "169.254.170.23", HTTP, "AWS EKS Pod Identity", "169.254.0.0/16" },
	{ "169.254.169.252", PROTOCOL_TCP, { 988, 987 }, "GKE metadata server",
		"169.254.0.0/16" },
	{ "169.254.42.42", HTTP, "Scaleway", "169.254.0.0/16" },
	{ "169.254.0.23", HTTP, "Tencent Cloud", "169.254.0.0/16" },
	{ "168.63.129.16", PROTOCOL_TCP, { 80, 32526 }, "Azure WireServer",
		"168.63.129.16/32" },
	{ "100.100.100.200", HTTP, "Alibaba Cloud", "100.64.0.0/10" },
	{ "192.0.0.192", HTTP, "Oracle Cloud Classic", "192.0.0.0/24" },
	{ "fd00:ec2::254", HTTP, "AWS", "fc00::/7" },
	{ "fd00:ec2::23", HTTP, "AWS EKS Pod Identity", "fc00::/7" },
	{ "fd20:ce::254", HTTP, "Google Cloud", "fc00::/7" },
	{ "fd00:100::100:200", HTTP, "Alibaba Cloud", "fc00::/7" },
	{ "fd00:c1::a9fe:a9fe", HTTP, "Oracle Cloud", "fc00::/7" },
	{ "fd00:42::42", HTTP, "Scaleway", "fc00::/7" },
	{ "fe80::a9fe:a9fe", HTTP, "OpenStack", "fe80::/10" },
	{ 0 },
};
