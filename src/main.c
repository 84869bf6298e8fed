/* SPDX-License-Identifier: Apache-2.0 */
/* The door from the shell. */

int
main(void)
{
	return 0;
}
