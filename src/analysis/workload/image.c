/* SPDX-License-Identifier: Apache-2.0 */
/* The grammar of image references, and what a tag promises. */
#include <agentlint/image.h>

#include <string.h>

enum {
	NAME_LENGTH = 255, /* of registry and path together, at most */
	TAG_LENGTH = 128,
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool
is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool
is_path_char(char c)
{
	return is_lower(c) || is_digit(c);
}

static bool
is_host_char(char c)
{
	return is_path_char(c) || is_upper(c);
}

static bool
is_tag_char(char c)
{
	return is_host_char(c) || c == '_' || c == '.' || c == '-';
}

static bool
is_hex(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'f');
}

/* Number of bytes at the start of S that are of that class. */
static size_t
run_of(struct str s, bool (*is)(char))
{
	size_t len = 0;

	while (len < s.len && is(s.ptr[len]))
		len++;
	return len;
}

static bool
holds(struct str s, bool (*is)(char))
{
	for (size_t i = 0; i < s.len; i++)
		if (is(s.ptr[i]))
			return true;
	return false;
}

/* The first component names a registry when it could not be a path on Docker
 * Hub (distribution/reference, splitDockerDomain). */
static bool
is_registry(struct str component)
{
	return str_is(component, "localhost") ||
	       str_find(component, '.') < component.len ||
	       str_find(component, ':') < component.len ||
	       holds(component, is_upper);
}

/* Index behind the last colon that no slash follows, or 0. */
static size_t
tag_start(struct str name)
{
	for (size_t i = name.len; i > 0 && name.ptr[i - 1] != '/'; i--)
		if (name.ptr[i - 1] == ':')
			return i;
	return 0;
}

static struct image
split(struct str text)
{
	struct image image = { 0 };
	size_t start, slash;

	image.path = str_cut(&text, '@');
	image.digest = text;
	start = tag_start(image.path);
	if (start) {
		image.tag = str_from(image.path, start);
		image.path = str_head(image.path, start - 1);
	}
	slash = str_find(image.path, '/');
	if (slash < image.path.len &&
		is_registry(str_head(image.path, slash))) {
		image.registry = str_head(image.path, slash);
		image.path = str_from(image.path, slash + 1);
	}
	return image;
}

/* Length of what may join two runs: ".", "_", "__", any number of "-". */
static size_t
separator(struct str s)
{
	size_t dashes = 0;

	if (str_starts(s, "__"))
		return 2;
	if (str_starts(s, "_") || str_starts(s, "."))
		return 1;
	while (dashes < s.len && s.ptr[dashes] == '-')
		dashes++;
	return dashes;
}

static bool
is_component(struct str s)
{
	for (;;) {
		size_t len = run_of(s, is_path_char);

		if (!len)
			return false;
		s = str_from(s, len);
		if (!s.len)
			return true;
		len = separator(s);
		if (!len)
			return false;
		s = str_from(s, len);
	}
}

static bool
is_path(struct str path)
{
	bool more = true;

	while (more) {
		size_t slash = str_find(path, '/');

		more = slash < path.len;
		if (!is_component(str_cut(&path, '/')))
			return false;
	}
	return true;
}

static bool
is_host(struct str host)
{
	bool more = true;

	while (more) {
		struct str label;

		more = str_find(host, '.') < host.len;
		label = str_cut(&host, '.');
		if (!label.len || label.ptr[0] == '-' ||
			label.ptr[label.len - 1] == '-')
			return false;
		for (size_t i = 0; i < label.len; i++)
			if (!is_host_char(label.ptr[i]) && label.ptr[i] != '-')
				return false;
	}
	return true;
}

static bool
is_address(struct str host)
{
	for (size_t i = 1; i + 1 < host.len; i++)
		if (!is_hex(host.ptr[i]) && !is_upper(host.ptr[i]) &&
			host.ptr[i] != ':')
			return false;
	return host.len > 2 && host.ptr[host.len - 1] == ']';
}

static bool
is_host_and_port(struct str registry)
{
	size_t start = str_starts(registry, "[") ? str_find(registry, ']') : 0;
	struct str port = str_from(registry, start);
	struct str host;

	str_cut(&port, ':');
	host = str_head(registry, registry.len - port.len);
	if (port.len)
		host.len--;
	else if (str_ends(registry, ":"))
		return false;
	if (run_of(port, is_digit) != port.len)
		return false;
	return start ? is_address(host) : is_host(host);
}

static bool
is_tag(struct str tag)
{
	return tag.len && tag.len <= TAG_LENGTH && tag.ptr[0] != '.' &&
	       tag.ptr[0] != '-' && run_of(tag, is_tag_char) == tag.len;
}

/* The algorithms that opencontainers/go-digest has. */
static bool
is_digest(struct str hex)
{
	struct str algorithm = str_cut(&hex, ':');
	size_t bits = str_is(algorithm, "sha256")   ? 256
		      : str_is(algorithm, "sha384") ? 384
		      : str_is(algorithm, "sha512") ? 512
						    : 0;

	return bits && hex.len == bits / 4 && run_of(hex, is_hex) == hex.len;
}

static const char *
problem_of(struct str text, const struct image *image)
{
	size_t at = str_find(text, '@');

	if (!text.len)
		return "it is empty";
	if (holds(image->path, is_upper))
		return "upper case letters may stand in its tag alone";
	if (!is_path(image->path))
		return "what stands before tag and digest is no image's name";
	if (image->registry.len && !is_host_and_port(image->registry))
		return "its registry is no host name";
	if (image->registry.len + image->path.len > NAME_LENGTH)
		return "its name is longer than 255 characters";
	if ((image->tag.len || tag_start(str_head(text, at))) &&
		!is_tag(image->tag))
		return "what stands behind ':' is no tag";
	if (at < text.len && !is_digest(image->digest))
		return "what stands behind '@' is no digest";
	return NULL;
}

bool
image_parse(struct str text, struct image *image, const char **problem)
{
	const char *found;

	*image = split(text);
	found = problem_of(text, image);
	if (found)
		*problem = found;
	return !found;
}

bool
image_has_path(const struct image *image, const char *path)
{
	size_t len = strlen(path);

	return str_ends(image->path, path) &&
	       (image->path.len == len ||
		       image->path.ptr[image->path.len - len - 1] == '/');
}

struct str
image_base(const struct image *image)
{
	struct str base = image->path;
	size_t slash;

	while ((slash = str_find(base, '/')) < base.len)
		base = str_from(base, slash + 1);
	return base;
}

/* Releases are told apart by digits: a tag without one ("main", "alpine",
 * "nightly") is moved to whatever is newest, and so is "3.11-latest". */
static bool
tag_floats(struct str tag)
{
	if (!holds(tag, is_digit))
		return true;
	while (tag.len)
		if (str_is(str_cut(&tag, '-'), "latest"))
			return true;
	return false;
}

enum image_pin
image_pin(const struct image *image)
{
	if (image->digest.len)
		return IMAGE_DIGEST;
	if (!image->tag.len)
		return IMAGE_UNTAGGED;
	if (str_is(image->tag, "latest"))
		return IMAGE_LATEST;
	return tag_floats(image->tag) ? IMAGE_FLOATING : IMAGE_TAGGED;
}

/* No reference holds these; templates of every kind do. */
static bool
is_of_template(char c)
{
	return c == '$' || c == '{' || c == '}' || c == '<' || c == '>' ||
	       c == '%';
}

bool
image_is_stand_in(struct str text)
{
	static const char *const words[] = { "REPLACE", "YOUR_", "YOUR-",
		"CHANGE_ME", "CHANGEME", "PLACEHOLDER", "IMAGE_NAME" };

	text = str_trim(text);
	if (!text.len || str_starts(text, "ko://") || str_starts(text, "__"))
		return true;
	for (size_t i = 0; i < text.len; i++)
		if (is_of_template(text.ptr[i]))
			return true;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_contains(text, words[i]))
			return true;
	return false;
}
