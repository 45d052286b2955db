/**
 * Everything between Java and the kernel: the one native binding, constants by architecture, errno as types.
 *
 * <p>No other package makes a native call. The binding is loaded by the first call, not before. Failures that belong to
 * the life of a target are values; all others are a {@link io.sluice.kernel.KernelException}.
 */
package io.sluice.kernel;
