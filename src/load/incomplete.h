/* SPDX-License-Identifier: Apache-2.0 */
/* Documents that were meant as objects of Kubernetes and are none. */
#ifndef LOAD_INCOMPLETE_H
#define LOAD_INCOMPLETE_H

#include "load/source.h"

/* Adds a problem for each document that has a name in its metadata and one of
 * apiVersion and kind but not both, or has them under keys that are nearly
 * these: the API server refuses it ("Object 'Kind' is missing"), and nobody
 * judges it. */
void source_find_incomplete(struct source *source);

#endif
