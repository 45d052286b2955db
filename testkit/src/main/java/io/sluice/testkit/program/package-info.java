/**
 * Real programs to dump. Start at {@link io.sluice.testkit.program.Targets}.
 *
 * <p>No target is ever a child of the JDK: its reaper would steal the ptrace stops. Each is a session of its own, started
 * by a shell that ends at once, and all of a session is killed when the {@code Targets} are closed.
 */
package io.sluice.testkit.program;
