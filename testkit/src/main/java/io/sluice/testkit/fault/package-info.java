/** Faults of the outside: a sink that breaks when it is told to, and one in memory to break. */
package io.sluice.testkit.fault;
