/* SPDX-License-Identifier: Apache-2.0 */
/* Effective values of security contexts that several rules judge. */
#include <agentlint/hardening.h>

#include <agentlint/rule.h>

struct str
container_title(const struct container *container)
{
	if (container->name.len > 0)
		return container->name;
	if (str_is(container->pod->object->group, "argoproj.io"))
		return STR("main");
	if (object_is_kagent_agent(container->pod->object))
		return STR("kagent");
	return STR("(without a name)");
}

bool
pod_is_windows(const struct pod *pod)
{
	return node_is(node_get(pod_field(pod, "os"), "name"), "windows");
}

bool
pod_is_linux(const struct pod *pod)
{
	return node_is(node_get(pod_field(pod, "os"), "name"), "linux");
}

bool
pod_has_user_namespace(const struct pod *pod)
{
	return node_is_false(pod_field(pod, "hostUsers"));
}

bool
pod_excludes_user_namespace(const struct pod *pod)
{
	for (size_t i = 0; i < pod->container_count; i++)
		if (node_count(
			    node_get(pod->containers[i].node, "volumeDevices")))
			return true;
	return node_is_true(pod_field(pod, "hostNetwork")) ||
	       node_is_true(pod_field(pod, "hostPID")) ||
	       node_is_true(pod_field(pod, "hostIPC"));
}

void
pod_report_host_namespace(struct pass *pass, const struct pod *pod,
	const char *field, const char *what, const char *label)
{
	const struct node *host = pod_field(pod, field);
	struct finding *finding;

	if (!node_is_true(host))
		return;
	finding = pass_report(pass, node_place(host), "agent '%.*s' %s",
		STR_ARG(object_title(pod->object)), what);
	finding_label(finding, "%s", label);
	finding_replace(finding, false, node_place(host), "false");
}

bool
container_is_privileged(const struct container *container)
{
	return node_is_true(
		container_own_setting(container, "privileged").node);
}

bool
container_has_security_context(const struct container *container)
{
	return node_count(container->security_context) > 0;
}

/* windowsOptions is merged field by field (securitycontext.
 * DetermineEffectiveSecurityContext). */
static struct setting
windows_user(const struct container *container)
{
	struct setting own = container_own_setting(container, "windowsOptions");
	struct setting pods = pod_setting(container->pod, "windowsOptions");
	const struct node *name = node_get(own.node, "runAsUserName");

	if (name)
		return (struct setting){ name, node_place(name), false };
	name = node_get(pods.node, "runAsUserName");
	if (name)
		return (struct setting){ name, node_place(name), true };
	return (struct setting){ .place = own.place };
}

struct setting
container_user(const struct container *container)
{
	return pod_is_windows(container->pod)
		       ? windows_user(container)
		       : container_setting(container, "runAsUser");
}

bool
container_context_is_placeholder(const struct container *container)
{
	return node_is_placeholder(container->security_context) ||
	       node_is_placeholder(container->pod->security_context);
}

static enum root
root_by_policy(const struct container *container)
{
	const struct node *non_root =
		container_setting(container, "runAsNonRoot").node;

	if (node_is_true(non_root))
		return ROOT_NEVER;
	if (non_root && !node_is_false(non_root))
		return ROOT_UNKNOWN;
	return container_context_is_placeholder(container) ? ROOT_UNKNOWN
							   : ROOT_POSSIBLE;
}

enum root
container_root(const struct container *container)
{
	const struct node *user = container_user(container).node;
	int64_t id;

	if (!user)
		return root_by_policy(container);
	if (node_is_placeholder(user))
		return ROOT_UNKNOWN;
	if (pod_is_windows(container->pod))
		return str_is_nocase(node_text(user), "ContainerAdministrator")
			       ? ROOT_ALWAYS
			       : ROOT_NEVER;
	if (!node_int(user, &id))
		return ROOT_UNKNOWN;
	return id == 0 ? ROOT_ALWAYS : ROOT_NEVER;
}

static enum seccomp_type
seccomp_type(const struct node *type)
{
	if (node_is_placeholder(type))
		return SECCOMP_UNKNOWN;
	if (node_is(type, "RuntimeDefault"))
		return SECCOMP_RUNTIME_DEFAULT;
	if (node_is(type, "Localhost"))
		return SECCOMP_LOCALHOST;
	if (node_is(type, "Unconfined"))
		return SECCOMP_UNCONFINED;
	return SECCOMP_INVALID;
}

struct seccomp
container_seccomp(const struct container *container)
{
	struct seccomp seccomp = {
		.setting = container_setting(container, "seccompProfile"),
	};
	const struct node *profile = seccomp.setting.node;

	if (!profile && !container_context_is_placeholder(container))
		return seccomp;
	if (!profile || node_is_placeholder(profile)) {
		seccomp.type = SECCOMP_UNKNOWN;
		return seccomp;
	}
	seccomp.type_node = node_get(profile, "type");
	seccomp.profile_path = node_get(profile, "localhostProfile");
	seccomp.type = seccomp_type(seccomp.type_node);
	return seccomp;
}

const struct node *
profile_report_path(
	struct pass *pass, const struct node *profile, const char *what)
{
	const struct node *type = node_get(profile, "type");
	const struct node *path = node_get(profile, "localhostProfile");
	struct finding *finding;

	if (node_is(type, "Localhost")) {
		if (path)
			return path;
		finding = pass_report(pass, node_place(type),
			"%s type 'Localhost' needs a 'localhostProfile'", what);
		finding_field(finding, profile, "localhostProfile");
	} else if (path && (node_is(type, "RuntimeDefault") ||
				   node_is(type, "Unconfined"))) {
		finding = pass_report(pass, node_key_place(path),
			"'localhostProfile' goes with the type 'Localhost' "
			"alone");
		finding_relate(finding, node_place(type), "the type");
	}
	return NULL;
}

static bool
takes_seccomp_from_pod(const struct container *container)
{
	return container_seccomp(container).setting.from_pod;
}

bool
container_tells_seccomp(const struct container *container)
{
	return !takes_seccomp_from_pod(container) ||
	       container_is_first(container, takes_seccomp_from_pod);
}

const struct node *
container_seccomp_annotation(const struct container *container)
{
	static const char prefix[] =
		"container.seccomp.security.alpha.kubernetes.io/";

	NODE_EACH(annotation, container->pod->annotations)
		if (str_starts(annotation->key, prefix) &&
			str_equal(str_from(annotation->key, sizeof(prefix) - 1),
				container->name))
			return annotation;
	return node_get(container->pod->annotations,
		"seccomp.security.alpha.kubernetes.io/pod");
}

const struct container *
pod_container(const struct pod *pod, struct str name)
{
	for (size_t i = 0; i < pod->container_count; i++)
		if (str_equal(pod->containers[i].name, name))
			return &pod->containers[i];
	return NULL;
}

size_t
pod_count_containers(
	const struct pod *pod, bool (*holds)(const struct container *))
{
	size_t count = 0;

	for (size_t i = 0; i < pod->container_count; i++)
		count += holds(&pod->containers[i]);
	return count;
}

bool
container_is_first(const struct container *container,
	bool (*holds)(const struct container *))
{
	for (const struct container *c = container->pod->containers;
		c != container; c++)
		if (holds(c))
			return false;
	return true;
}
