/* SPDX-License-Identifier: Apache-2.0 */
/* Amounts as Kubernetes writes them: "500m", "128Mi", "1e3". */
#ifndef ANALYSIS_SCHEMA_QUANTITY_H
#define ANALYSIS_SCHEMA_QUANTITY_H

#include <agentlint/str.h>

/* Whether the server reads TEXT as a quantity (apimachinery
 * resource.ParseQuantity): a decimal number with a sign or without, then
 * nothing, an exponent, or one of n u m k M G T P E Ki Mi Gi Ti Pi Ei. It does
 * not insist on digits: "Mi" is 0. */
bool quantity_is_valid(struct str text);

#endif
