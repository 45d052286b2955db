/** Which control groups the tasks of a tree are in, and what these are (cgroups(7)). */
package io.sluice.state.cgroup;
