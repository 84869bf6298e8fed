/* SPDX-License-Identifier: Apache-2.0 */
/* Gathers the namespaces of agents once for each graph. */
#include <agentlint/namespaces.h>

#include <stdlib.h>

/* By name; of one name the first in the input, as pods stand side by side. */
static int
compare(const void *left, const void *right)
{
	const struct agent_namespace *a = left;
	const struct agent_namespace *b = right;
	int order = str_compare(a->name, b->name);

	return order ? order : (a->agent > b->agent) - (a->agent < b->agent);
}

static int
compare_name(const void *key, const void *item)
{
	const struct str *name = key;
	const struct agent_namespace *namespace = item;

	return str_compare(*name, namespace->name);
}

static size_t
drop_repeated(struct agent_namespace *items, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if (i == 0 || !str_equal(items[i].name, items[kept - 1].name))
			items[kept++] = items[i];
	return kept;
}

struct agent_namespaces
agent_namespaces(struct pass *pass)
{
	static const char key;
	struct pod_range pods = graph_pods(pass_graph(pass));
	size_t most = (size_t)(pods.end - pods.begin);
	bool fresh;
	struct agent_namespaces *all =
		pass_memo(pass, &key, sizeof(*all), &fresh);
	struct agent_namespace *items;

	if (!fresh || !most)
		return *all;
	items = pass_alloc(pass, most * sizeof(*items));
	for (; pods.begin != pods.end; pods.begin++)
		if ((*pods.begin)->agent)
			items[all->count++] = (struct agent_namespace){
				(*pods.begin)->object->namespace, *pods.begin
			};
	qsort(items, all->count, sizeof(*items), compare);
	all->count = drop_repeated(items, all->count);
	all->items = items;
	return *all;
}

const struct pod *
namespace_agent(struct pass *pass, const struct object *namespace)
{
	struct agent_namespaces all = agent_namespaces(pass);
	const struct agent_namespace *found = NULL;

	if (all.count)
		found = bsearch(&namespace->name, all.items, all.count,
			sizeof(*all.items), compare_name);
	return found ? found->agent : NULL;
}
