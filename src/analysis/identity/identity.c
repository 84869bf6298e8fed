/* SPDX-License-Identifier: Apache-2.0 */
/* Keys to the Kubernetes API: mounted by admission, projected, from Secrets. */
#include <agentlint/identity.h>
#include <agentlint/volume.h>

/* Of something else than the token itself. */
static bool
mounts_at_token_path(const struct container *container)
{
	const struct pod *pod = container->pod;

	NODE_EACH(mount, node_get(container->node, "volumeMounts"))
		if (str_is(node_text(node_get(mount, "mountPath")),
			    TOKEN_PATH) &&
			!volume_is_api_access(pod,
				pod_volume(pod,
					node_text(node_get(mount, "name")))))
			return true;
	return false;
}

/* Admission looks at init and regular containers; ephemeral ones come later
 * and get no mounts that they do not name. */
static bool
is_shadowed(const struct pod *pod)
{
	bool any = false;

	for (size_t i = 0; i < pod->container_count; i++) {
		if (pod->containers[i].role == CONTAINER_EPHEMERAL)
			continue;
		if (!mounts_at_token_path(&pod->containers[i]))
			return false;
		any = true;
	}
	return any;
}

/* The field's word; what is neither true nor false (a placeholder, a value
 * that the API server refuses) decides nothing that can be told. */
static struct token
token_by(enum token_decider decider, const struct node *node,
	const struct object *account)
{
	bool clear = node_is_true(node) || node_is_false(node);

	return (struct token){ node_is_true(node), !clear,
		clear ? decider : TOKEN_BY_NOBODY, node, account };
}

static struct token
token_decided(const struct pod *pod)
{
	static const char field[] = "automountServiceAccountToken";
	const struct object *account = pod_service_account(pod);
	const struct node *own = pod_field(pod, field);
	const struct node *of_account =
		account ? node_get(account->root, field) : NULL;

	if (own)
		return token_by(TOKEN_BY_POD, own, account);
	if (object_is(pod->object, "extensions.agents.x-k8s.io",
		    "SandboxTemplate"))
		return (struct token){ .decider = TOKEN_BY_SANDBOX,
			.account = account };
	if (of_account)
		return token_by(TOKEN_BY_ACCOUNT, of_account, account);
	/* kagent sets the field neither in the pod nor in the account. */
	if (pod_has_account_made(pod))
		return (struct token){ .mounted = true,
			.decider = TOKEN_BY_CONTROLLER,
			.account = account };
	/* Its controller may set what the kind cannot. */
	if (!pod_can_carry(pod, field))
		return (struct token){ .decider = TOKEN_BY_NOBODY,
			.unknown = true,
			.account = account };
	/* Kubernetes makes "default" without the field. */
	return (struct token){ .mounted = true,
		.decider = TOKEN_BY_DEFAULT,
		.unknown = !account &&
			   !str_is(pod_service_account_name(pod), "default"),
		.account = account };
}

struct token
pod_token(const struct pod *pod)
{
	struct token token = token_decided(pod);

	if (token.mounted && is_shadowed(pod))
		return (struct token){ .decider = TOKEN_BY_SHADOW,
			.account = token.account };
	return token;
}

bool
pod_falls_to_default_account(const struct pod *pod)
{
	/* Their controllers make an account for each agent. */
	return !pod->guessed && pod_can_carry(pod, "serviceAccountName") &&
	       !str_is(pod->object->group, "kagent.dev") &&
	       str_is(pod_service_account_name(pod), "default");
}

bool
audience_is_api(struct str audience)
{
	/* --api-audiences defaults to --service-account-issuer, by custom one
	 * of the server's names; clouds use a URL of their own. */
	static const char *const names[] = { "", "api",
		"https://kubernetes.default.svc",
		"https://kubernetes.default.svc.cluster.local",
		"kubernetes.default.svc",
		"kubernetes.default.svc.cluster.local", NULL };

	for (size_t i = 0; names[i]; i++)
		if (str_is(audience, names[i]))
			return true;
	return false;
}

struct walk {
	const struct pod *pod;
	void (*use)(void *context, const struct secret_use *use);
	void *context;
};

static void
use_by_volume(const struct walk *walk, const struct node *source,
	const char *name_key, const struct container *container)
{
	struct secret_use use = {
		.way = SECRET_BY_VOLUME,
		.name = node_get(source, name_key),
		.keys = node_get(source, "items"),
		.container = container,
	};

	if (use.name)
		walk->use(walk->context, &use);
}

static void
walk_volumes(const struct walk *walk)
{
	NODE_EACH(volume, pod_field(walk->pod, "volumes")) {
		struct mount mount = pod_next_mount(walk->pod,
			node_text(node_get(volume, "name")),
			(struct mount){ 0 });

		if (!mount.node)
			continue;
		use_by_volume(walk, node_get(volume, "secret"), "secretName",
			mount.container);
		NODE_EACH(source, node_path(volume, "projected.sources"))
			use_by_volume(walk, node_get(source, "secret"), "name",
				mount.container);
	}
}

static void
walk_env(const struct walk *walk, const struct container *container)
{
	NODE_EACH(item, node_get(container->node, "env")) {
		const struct node *ref =
			node_path(item, "valueFrom.secretKeyRef");
		struct secret_use use = {
			.way = SECRET_BY_ENV,
			.name = node_get(ref, "name"),
			.keys = node_get(ref, "key"),
			.container = container,
		};

		if (use.name)
			walk->use(walk->context, &use);
	}
	NODE_EACH(item, node_get(container->node, "envFrom")) {
		struct secret_use use = {
			.way = SECRET_BY_ENV_FROM,
			.name = node_path(item, "secretRef.name"),
			.container = container,
		};

		if (use.name)
			walk->use(walk->context, &use);
	}
}

void
pod_each_secret(const struct pod *pod,
	void (*use)(void *context, const struct secret_use *use), void *context)
{
	struct walk walk = { pod, use, context };

	walk_volumes(&walk);
	for (size_t i = 0; i < pod->container_count; i++)
		walk_env(&walk, &pod->containers[i]);
}

bool
secret_use_gives(const struct secret_use *use, const char *key)
{
	if (!use->keys)
		return true;
	if (node_is_scalar(use->keys))
		return str_is(node_text(use->keys), key);
	NODE_EACH(item, use->keys)
		if (str_is(node_text(node_get(item, "key")), key))
			return true;
	return false;
}

const struct object *
pod_secret(const struct pod *pod, struct str name)
{
	return graph_find(
		pod->object->graph, "", "Secret", pod->object->namespace, name);
}

bool
secret_is_token(const struct object *secret)
{
	return secret && node_is(node_get(secret->root, "type"),
				 "kubernetes.io/service-account-token");
}

/* The first projected token for the API server that a container mounts: its
 * serviceAccountToken source; or NULL. */
static const struct node *
projected_api_token(const struct pod *pod)
{
	NODE_EACH(volume, pod_field(pod, "volumes")) {
		if (!pod_mounts(pod, node_text(node_get(volume, "name"))))
			continue;
		NODE_EACH(item, node_path(volume, "projected.sources")) {
			const struct node *source =
				node_get(item, "serviceAccountToken");
			const struct node *audience =
				node_get(source, "audience");

			if (source && audience_is_api(node_text(audience)))
				return source;
		}
	}
	return NULL;
}

struct token_search {
	const struct pod *pod;
	bool found;
};

static void
look_for_token(void *context, const struct secret_use *use)
{
	struct token_search *search = context;

	search->found |=
		secret_use_gives(use, "token") &&
		secret_is_token(pod_secret(search->pod, node_text(use->name)));
}

enum holding
pod_holds_api_key(const struct pod *pod)
{
	struct token_search search = { pod, false };
	struct token token = pod_token(pod);

	pod_each_secret(pod, look_for_token, &search);
	if (search.found || projected_api_token(pod) ||
		(token.mounted && !token.unknown))
		return HOLDS_YES;
	return token.unknown ? HOLDS_MAYBE : HOLDS_NO;
}
