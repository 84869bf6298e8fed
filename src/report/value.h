/* SPDX-License-Identifier: Apache-2.0 */
/* JSON values that JSON and SARIF share. Memory that runs out ends the run,
 * so no function here returns NULL or fails. */
#ifndef REPORT_VALUE_H
#define REPORT_VALUE_H

#include <stdio.h>

#include <jansson.h>

#include "report/report.h"

json_t *value_object(void);
json_t *value_array(void);
json_t *value_integer(size_t number);

/* A string; bytes that are no UTF-8 (a path may hold any) are escaped. */
json_t *value_str(struct str text);
json_t *value_text(const char *text);

/* {"text": TEXT}, as SARIF wants what is read by people. */
json_t *value_message(struct str text);

/* A name that a manifest gives: a string, without the credentials in it. */
json_t *value_name(struct str name);

/* Takes VALUE over into OBJECT or ARRAY. */
void value_set(json_t *object, const char *key, json_t *value);
void value_append(json_t *array, json_t *value);

/* Sets KEY only when TEXT is not empty. */
void value_set_str(json_t *object, const char *key, struct str text);

/* Sets each key of FINDING's details to an array of its values, in order. */
void value_set_details(json_t *object, const struct finding *finding);

/* Prints VALUE on one line and gives it back; false when the stream fails. */
bool value_write(FILE *out, json_t *value);

#endif
