/** The kernel itself, asked by real calls. */
package io.sluice.kernel;
