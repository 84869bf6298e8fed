/* SPDX-License-Identifier: Apache-2.0 */
/* Helm charts that are not rendered: their templates are no manifests yet. */
#ifndef LOAD_CHART_H
#define LOAD_CHART_H

#include "load/source.h"

/* Whether the source is a template of a chart: it stands below the templates/
 * folder of a folder that holds a Chart.yaml, and has something to render. */
bool chart_is_template(const struct source *source);

/* A source that stands in no chart but is no YAML because of "{{" becomes a
 * template too: its syntax problems say nothing that rendering would not. */
void chart_recognise_broken_template(struct source *source);

/* Adds one problem for each chart with templates, at its Chart.yaml where the
 * input holds it, else one at each template. */
void charts_report(struct source *const *sources, size_t count);

#endif
