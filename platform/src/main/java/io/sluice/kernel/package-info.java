/**
 * The one binding to the kernel: raw calls, constants by architecture, errno as typed errors. Nothing above makes a native
 * call of its own.
 */
package io.sluice.kernel;
